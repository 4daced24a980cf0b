<?php

function formula()
{
    // ruleid: php-eval
    return eval('return ' . $_POST['formula'] . ';');
}

function packed()
{
    // ruleid: php-eval
    eval(base64_decode('cGhwaW5mbygpOw=='));
}

function lambda()
{
    // ruleid: php-eval
    return create_function('$a, $b', 'return $a <=> $b;');
}

function page()
{
    // ruleid: php-eval
    include 'pages/' . $_GET['page'] . '.php';
}

function replaced($text)
{
    // ruleid: php-eval
    return preg_replace('/(\w+)/e', 'strtoupper("$1")', $text);
}

function listed(array $pages)
{
    // ok: php-eval
    include __DIR__ . '/pages/' . ($pages[$_GET['page'] ?? 'home'] ?? 'home.php');
}

function closure()
{
    // ok: php-eval
    return fn ($a, $b) => $a <=> $b;
}

function callback($text)
{
    // ok: php-eval
    return preg_replace('/(\w+)/i', '<b>$1</b>', $text);
}

function known()
{
    // ok: php-eval
    return call_user_func([new Pages(), 'home'], $_GET['page']);
}
