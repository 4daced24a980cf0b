<?php

use GuzzleHttp\Client;

function fetch(string $url)
{
    $curl = curl_init($url);
    // ruleid: php-tls-verify-off
    curl_setopt($curl, CURLOPT_SSL_VERIFYPEER, false);
    // ruleid: php-tls-verify-off
    curl_setopt($curl, CURLOPT_SSL_VERIFYHOST, 0);
    return curl_exec($curl);
}

function stream(string $url)
{
    // ruleid: php-tls-verify-off
    $context = stream_context_create(['ssl' => ['verify_peer' => false, 'verify_peer_name' => false]]);
    return file_get_contents($url, false, $context);
}

function guzzle(): Client
{
    // ruleid: php-tls-verify-off
    return new Client(['base_uri' => 'https://api.example.org', 'verify' => false]);
}

function wordpress(string $url)
{
    // ruleid: php-tls-verify-off
    return wp_remote_get($url, array('timeout' => 5, 'sslverify' => false));
}

function verified(string $url)
{
    $curl = curl_init($url);
    // ok: php-tls-verify-off
    curl_setopt($curl, CURLOPT_SSL_VERIFYPEER, true);
    // ok: php-tls-verify-off
    curl_setopt($curl, CURLOPT_SSL_VERIFYHOST, 2);
    return curl_exec($curl);
}

function authority(): Client
{
    // ok: php-tls-verify-off
    return new Client(['verify' => '/etc/ssl/private-ca.pem']);
}

function configured(string $url, bool $verify)
{
    // ok: php-tls-verify-off
    return wp_remote_get($url, ['sslverify' => $verify]);
}
