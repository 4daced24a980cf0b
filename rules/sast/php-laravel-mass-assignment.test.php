<?php

use App\Models\User;
use Illuminate\Database\Eloquent\Model;
use Illuminate\Http\Request;

class Account extends Model
{
    // ruleid: php-laravel-mass-assignment
    protected $guarded = [];
}

class AccountController
{
    public function store(Request $request)
    {
        // ruleid: php-laravel-mass-assignment
        return User::create($request->all());
    }

    public function update(Request $request, User $user)
    {
        // ruleid: php-laravel-mass-assignment
        $user->update($request->all());
        // ok: php-laravel-mass-assignment
        $user->update($request->only(['name', 'email']));
    }

    public function named(Request $request)
    {
        // ok: php-laravel-mass-assignment
        return User::create($request->validated());
    }
}

class Order extends Model
{
    // ok: php-laravel-mass-assignment
    protected $guarded = ['id', 'total'];
}
