<?php

const DB_PASSWORD = 'battery-staple-7';

function connect()
{
    // ruleid: php-hardcoded-password
    return mysqli_connect('db.internal', 'shop', 'correct-horse-9', 'shop');
}

function pdo(): PDO
{
    // ruleid: php-hardcoded-password
    return new PDO('mysql:host=db;dbname=shop', 'shop', DB_PASSWORD);
}

function directory($ldap)
{
    // ruleid: php-hardcoded-password
    return ldap_bind($ldap, 'cn=reader,dc=shop', 'Tr0ub4dor&3');
}

function environment(): PDO
{
    // ok: php-hardcoded-password
    return new PDO(getenv('DSN'), getenv('DB_USER'), getenv('DB_PASSWORD'));
}

function local()
{
    // ok: php-hardcoded-password
    return mysqli_connect('localhost', 'root', '');
}

function anonymous($ftp)
{
    // ok: php-hardcoded-password
    return ftp_login($ftp, 'anonymous', 'anonymous@');
}
