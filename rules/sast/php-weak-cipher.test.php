<?php

const CIPHER = 'aes-128-ecb';

function seal(string $text, string $key): string
{
    // ruleid: php-weak-cipher
    return openssl_encrypt($text, 'des-ede3-cbc', $key, 0, substr($key, 0, 8));
}

function open(string $text, string $key)
{
    // ruleid: php-weak-cipher
    return openssl_decrypt(base64_decode($text), "AES-256-ECB", $key, OPENSSL_RAW_DATA);
}

function old(string $text, string $key)
{
    // ruleid: php-weak-cipher
    return mcrypt_encrypt(MCRYPT_RIJNDAEL_128, $key, $text, MCRYPT_MODE_CBC);
}

function strong(string $text, string $key, string $nonce, &$tag)
{
    // ok: php-weak-cipher
    return openssl_encrypt($text, 'aes-256-gcm', $key, OPENSSL_RAW_DATA, $nonce, $tag);
}

function box(string $text, string $key, string $nonce)
{
    // ok: php-weak-cipher
    return sodium_crypto_secretbox($text, $nonce, $key);
}

function configured(string $text, string $cipher, string $key)
{
    // ok: php-weak-cipher
    return openssl_encrypt($text, $cipher, $key);
}
