<?php

add_action('rest_api_init', function () {
    // ruleid: php-wordpress-open-route
    register_rest_route('shop/v1', '/orders', array(
        'methods' => 'POST',
        'callback' => 'shop_create_order',
        'permission_callback' => '__return_true',
    ));
    // ruleid: php-wordpress-open-route
    register_rest_route('shop/v1', '/orders/(?P<id>\d+)', [
        'methods' => WP_REST_Server::DELETABLE,
        'callback' => 'shop_delete_order',
        'permission_callback' => '__return_true',
    ]);
    // ruleid: php-wordpress-open-route
    register_rest_route('shop/v1', '/settings', [
        'permission_callback' => '__return_true',
        'callback' => 'shop_settings',
        'methods' => 'GET, PUT',
    ]);
    // ok: php-wordpress-open-route
    register_rest_route('shop/v1', '/products', [
        'methods' => 'GET',
        'callback' => 'shop_products',
        'permission_callback' => '__return_true',
    ]);
    // ok: php-wordpress-open-route
    register_rest_route('shop/v1', '/coupons', [
        'methods' => 'POST',
        'callback' => 'shop_create_coupon',
        'permission_callback' => 'shop_may_manage',
    ]);
    // ok: php-wordpress-open-route
    register_rest_route('shop/v1', '/stock', [
        'methods' => WP_REST_Server::EDITABLE,
        'callback' => 'shop_stock',
        'permission_callback' => fn () => current_user_can('manage_options'),
    ]);
});
