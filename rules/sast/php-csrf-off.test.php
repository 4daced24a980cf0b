<?php

use App\Http\Middleware\VerifyCsrfToken;
use Illuminate\Support\Facades\Route;

class TransferType extends AbstractType
{
    public function configureOptions(OptionsResolver $resolver): void
    {
        // ruleid: php-csrf-off
        $resolver->setDefaults(['data_class' => Transfer::class, 'csrf_protection' => false]);
    }
}

class VerifyAll extends Middleware
{
    // ruleid: php-csrf-off
    protected $except = ['*'];
}

// ruleid: php-csrf-off
Route::post('/transfer', [Transfers::class, 'store'])->withoutMiddleware([VerifyCsrfToken::class]);

class OrderType extends AbstractType
{
    public function configureOptions(OptionsResolver $resolver): void
    {
        // ok: php-csrf-off
        $resolver->setDefaults(['data_class' => Order::class, 'csrf_token_id' => 'order']);
    }
}

class VerifySome extends Middleware
{
    // ok: php-csrf-off
    protected $except = ['hooks/payment'];
}

// ok: php-csrf-off
Route::post('/orders', [Orders::class, 'store'])->withoutMiddleware([Throttle::class]);
