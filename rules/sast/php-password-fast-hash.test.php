<?php

class Accounts
{
    public function register(string $name, string $password): void
    {
        // ruleid: php-password-fast-hash
        $this->store($name, md5($password));
    }

    public function check(array $row): bool
    {
        // ruleid: php-password-fast-hash
        return sha1($row['salt'] . $_POST['password']) === $row['hash'];
    }

    public function legacy(string $salt): string
    {
        // ruleid: php-password-fast-hash
        return hash('sha256', $salt . $this->password);
    }

    public function strong(string $password): string
    {
        // ok: php-password-fast-hash
        return password_hash($password, PASSWORD_DEFAULT);
    }

    public function cacheKey(string $url): string
    {
        // ok: php-password-fast-hash
        return md5($url);
    }

    public function gravatar(string $email): string
    {
        // ok: php-password-fast-hash
        return 'https://avatars.example.org/' . md5(strtolower($email));
    }
}
