<?php

function webhook(string $body, string $key): bool
{
    // ruleid: php-loose-hash-compare
    return $_SERVER['HTTP_X_SIGNATURE'] == hash_hmac('sha256', $body, $key);
}

function named(string $body, string $key, string $signature): bool
{
    $expected = 'sha256=' . hash_hmac('sha256', $body, $key);
    // ruleid: php-loose-hash-compare
    if ($expected !== $signature) {
        return false;
    }
    return true;
}

function login(string $password, array $row): bool
{
    // ruleid: php-loose-hash-compare
    return md5($password) == $row['hash'];
}

function safe(string $body, string $key, string $signature): bool
{
    // ok: php-loose-hash-compare
    return hash_equals(hash_hmac('sha256', $body, $key), $signature);
}

function files(string $left, string $right): bool
{
    // ok: php-loose-hash-compare
    return md5_file($left) === md5_file($right);
}

function length(string $mac): bool
{
    // ok: php-loose-hash-compare
    return strlen($mac) == 64;
}
