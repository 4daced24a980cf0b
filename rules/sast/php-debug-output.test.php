<?php

function info(): void
{
    // ruleid: php-debug-output
    phpinfo();
}

// ruleid: php-debug-output
ini_set('display_errors', '1');

// ruleid: php-debug-output
define('WP_DEBUG_DISPLAY', true);

// ok: php-debug-output
ini_set('display_errors', '0');

// ok: php-debug-output
ini_set('log_errors', '1');

// ok: php-debug-output
define('WP_DEBUG_LOG', true);

// ok: php-debug-output
define('WP_DEBUG_DISPLAY', getenv('SHOW_ERRORS') === 'yes');
