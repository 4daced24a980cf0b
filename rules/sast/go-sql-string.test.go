package orders

import (
	"context"
	"database/sql"
	"fmt"
	"strconv"
)

const byState = "SELECT id FROM orders WHERE state = " + "'open'"

func byName(db *sql.DB, name string) (*sql.Rows, error) {
	// ruleid: go-sql-string
	return db.Query(fmt.Sprintf("SELECT * FROM orders WHERE name = '%s'", name))
}

func remove(ctx context.Context, tx *sql.Tx, id string) error {
	// ruleid: go-sql-string
	_, err := tx.ExecContext(ctx, "DELETE FROM orders WHERE id = "+id)
	return err
}

func find(db *sql.DB, city string) *sql.Row {
	// ruleid: go-sql-string
	return db.QueryRow(`SELECT id FROM orders WHERE city LIKE '%` + city + `%'`)
}

func parameter(db *sql.DB, name string) (*sql.Rows, error) {
	// ok: go-sql-string
	return db.Query("SELECT * FROM orders WHERE name = ?", name)
}

func table(db *sql.DB, name string) (*sql.Rows, error) {
	// ok: go-sql-string
	return db.Query(fmt.Sprintf("SELECT id FROM %s WHERE state = $1", name), "open")
}

func number(db *sql.DB, limit int) (*sql.Rows, error) {
	// ok: go-sql-string
	return db.Query("SELECT id FROM orders WHERE amount > " + strconv.Itoa(limit))
}

func constant(db *sql.DB) (*sql.Rows, error) {
	// ok: go-sql-string
	return db.Query(byState)
}

func placeholder(db *sql.DB, mark string, name string) (*sql.Rows, error) {
	// ok: go-sql-string
	return db.Query("SELECT id FROM orders WHERE name = ? ORDER BY "+mark, name)
}
