<?php

function remember(string $token): void
{
    // ruleid: php-cookie-flags
    setcookie('remember', $token, time() + 86400, '/', '', false, true);
    // ruleid: php-cookie-flags
    setcookie('session', $token, ['path' => '/', 'secure' => true, 'httponly' => false]);
}

function session(): void
{
    // ruleid: php-cookie-flags
    ini_set('session.cookie_httponly', 0);
    // ruleid: php-cookie-flags
    session_set_cookie_params(['lifetime' => 3600, 'secure' => false]);
    session_start();
}

function guarded(string $token): void
{
    // ok: php-cookie-flags
    setcookie('remember', $token, time() + 86400, '/', '', true, true);
    // ok: php-cookie-flags
    ini_set('session.cookie_secure', '1');
}

function configured(string $token, bool $secure): void
{
    // ok: php-cookie-flags
    setcookie('remember', $token, ['secure' => $secure, 'httponly' => true]);
}

function short(): void
{
    // ok: php-cookie-flags
    ini_set('session.use_strict_mode', 0);
}
