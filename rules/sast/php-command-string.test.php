<?php

function convert(string $name)
{
    // ruleid: php-command-string
    exec('convert ' . $name . ' out.png', $output);
}

function ping(string $host)
{
    // ruleid: php-command-string
    return shell_exec("ping -c 1 $host");
}

function grep()
{
    // ruleid: php-command-string
    passthru(sprintf('grep %s /var/log/app.log', $_GET['pattern']));
}

function direct()
{
    // ruleid: php-command-string
    system($_REQUEST['command']);
}

function quoted(string $name)
{
    // ok: php-command-string
    exec('convert ' . escapeshellarg($name) . ' out.png');
}

function constant()
{
    // ok: php-command-string
    return shell_exec('git rev-parse HEAD');
}

function root()
{
    // ok: php-command-string
    return exec('ls ' . ROOT_PATH . '/cache');
}

function words(string $name)
{
    // ok: php-command-string
    return proc_open(['convert', $name, 'out.png'], [], $pipes);
}
