<?php

function upload(string $target): void
{
    // ruleid: php-world-writable
    chmod($target, 0777);
}

function log(string $path): void
{
    // ruleid: php-world-writable
    chmod(dirname($path) . '/app.log', 0666);
}

function open(): void
{
    // ruleid: php-world-writable
    umask(0);
}

function own(string $path): void
{
    // ok: php-world-writable
    chmod($path, 0600);
}

function restored(string $path): void
{
    // ok: php-world-writable
    $old = umask(0);
    mkdir($path, 0770);
    umask($old);
}

function copied(string $from, string $to): void
{
    // ok: php-world-writable
    chmod($to, fileperms($from) & 0666);
}
