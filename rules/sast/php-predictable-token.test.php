<?php

class Reset
{
    private string $token = '';

    public function start(): void
    {
        // ruleid: php-predictable-token
        $this->token = md5(uniqid(mt_rand(), true));
    }

    public function otp(): string
    {
        // ruleid: php-predictable-token
        $otp = (string) rand(100000, 999999);
        return $otp;
    }

    public function password(string $letters): string
    {
        $newPassword = '';
        for ($i = 0; $i < 12; $i++) {
            // ruleid: php-predictable-token
            $newPassword .= $letters[mt_rand(0, strlen($letters) - 1)];
        }
        return $newPassword;
    }

    public function strong(): string
    {
        // ok: php-predictable-token
        $token = bin2hex(random_bytes(16));
        return $token;
    }

    public function boundary(): string
    {
        // ok: php-predictable-token
        $boundary = '----' . uniqid();
        return $boundary;
    }

    public function dice(): int
    {
        // ok: php-predictable-token
        $eyes = mt_rand(1, 6);
        return $eyes;
    }
}
