<?php

function handle(): void
{
    // ruleid: php-extract-request
    extract($_POST);
}

function all($request): void
{
    // ruleid: php-extract-request
    extract($request->all(), EXTR_OVERWRITE);
}

function query(): void
{
    // ruleid: php-extract-request
    parse_str($_SERVER['QUERY_STRING']);
}

function prefixed(): void
{
    // ok: php-extract-request
    extract($_GET, EXTR_PREFIX_ALL, 'get');
}

function template(array $values): void
{
    // ok: php-extract-request
    extract($values);
}

function parsed(): array
{
    // ok: php-extract-request
    parse_str($_SERVER['QUERY_STRING'], $fields);
    return $fields;
}
