<?php

function byName(mysqli $db, string $name)
{
    // ruleid: php-sql-string
    return mysqli_query($db, "SELECT * FROM orders WHERE name = '$name'");
}

function byId(PDO $db)
{
    // ruleid: php-sql-string
    return $db->query('SELECT * FROM orders WHERE id = ' . $_GET['id']);
}

function wordpress($wpdb, $slug)
{
    // ruleid: php-sql-string
    return $wpdb->get_var("SELECT ID FROM wp_posts WHERE post_name LIKE '%{$slug}%'");
}

function laravel($city)
{
    // ruleid: php-sql-string
    return DB::select("select * from orders where city = '" . $city . "'");
}

function parameter(PDO $db, string $name)
{
    // ok: php-sql-string
    $statement = $db->prepare('SELECT * FROM orders WHERE name = ?');
    $statement->execute([$name]);
    return $statement;
}

function table($wpdb, $id)
{
    // ok: php-sql-string
    return $wpdb->get_row($wpdb->prepare("SELECT * FROM {$wpdb->posts} WHERE ID = %d", $id));
}

function prefixed(PDO $db, string $table)
{
    // ok: php-sql-string
    return $db->query("SELECT count(*) FROM $table WHERE state = 'open'");
}

function escaped(mysqli $db, string $name)
{
    // ok: php-sql-string
    return $db->query("SELECT * FROM orders WHERE name = '" . $db->real_escape_string($name) . "'");
}
