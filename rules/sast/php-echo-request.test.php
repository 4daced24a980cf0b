<form action="/search">
<?php
// ruleid: php-echo-request
echo $_GET['query'];

// ruleid: php-echo-request
echo '<h1>Results for ' . $_REQUEST['query'] . '</h1>';

// ruleid: php-echo-request
print $_POST['name'];

// ok: php-echo-request
echo htmlspecialchars($_GET['query'], ENT_QUOTES);

// ok: php-echo-request
echo '<h1>' . (int) $_GET['page'] . '</h1>';

// ok: php-echo-request
echo count($_POST['items']);

// ok: php-echo-request
echo $_SERVER['REQUEST_TIME'];
?>
</form>
