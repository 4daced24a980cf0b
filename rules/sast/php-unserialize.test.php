<?php

function cart()
{
    // ruleid: php-unserialize
    return unserialize(base64_decode($_COOKIE['cart']));
}

function state(): array
{
    $state = $_POST['state'];
    // ruleid: php-unserialize
    return unserialize($state);
}

function hook()
{
    // ruleid: php-unserialize
    return unserialize(file_get_contents('php://input'));
}

function plain()
{
    // ok: php-unserialize
    return unserialize($_COOKIE['filter'], ['allowed_classes' => false]);
}

function stored(PDOStatement $rows)
{
    // ok: php-unserialize
    return unserialize($rows->fetchColumn());
}

function json()
{
    // ok: php-unserialize
    return json_decode($_POST['state'], true);
}
