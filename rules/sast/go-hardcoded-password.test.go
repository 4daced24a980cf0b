package store

import (
	"database/sql"
	"net/http"
	"net/smtp"
	"os"

	"github.com/redis/go-redis/v9"
)

const password = "battery-staple-7"

func open() (*sql.DB, error) {
	// ruleid: go-hardcoded-password
	return sql.Open("mysql", "shop:correct-horse-9@tcp(db.internal:3306)/shop")
}

func cache() *redis.Client {
	// ruleid: go-hardcoded-password
	return redis.NewClient(&redis.Options{Addr: "cache:6379", Password: "Tr0ub4dor&3"})
}

func mail() smtp.Auth {
	// ruleid: go-hardcoded-password
	return smtp.PlainAuth("", "shop@shop.org", password, "mail.shop.org")
}

func call(r *http.Request) {
	// ruleid: go-hardcoded-password
	r.SetBasicAuth("shop", "h4rd-to-guess")
}

func environment() (*sql.DB, error) {
	// ok: go-hardcoded-password
	return sql.Open("postgres", os.Getenv("DATABASE_URL"))
}

func local() (*sql.DB, error) {
	// ok: go-hardcoded-password
	return sql.Open("postgres", "postgres://postgres:postgres@localhost:5432/shop?sslmode=disable")
}

func noPassword() *redis.Client {
	// ok: go-hardcoded-password
	return redis.NewClient(&redis.Options{Addr: "cache:6379", Password: ""})
}

func configured(r *http.Request, user, pass string) {
	// ok: go-hardcoded-password
	r.SetBasicAuth(user, pass)
}
