const mysql = require("mysql");
const nodemailer = require("nodemailer");
const { Pool } = require("pg");

// ruleid: javascript-hardcoded-password
const connection = mysql.createConnection({ host: "db", user: "shop", password: "Tr0ub4dor&3" });

// ruleid: javascript-hardcoded-password
const pool = new Pool({ user: "shop", password: "mountain-river", max: 20 });

// ruleid: javascript-hardcoded-password
const mail = nodemailer.createTransport({ host: "smtp.example.org", auth: { user: "shop", pass: "kX93mQ!a" } });

// ok: javascript-hardcoded-password
const fromEnvironment = new Pool({ user: "shop", password: process.env.PGPASSWORD });
// ok: javascript-hardcoded-password
const placeholder = mysql.createConnection({ user: "me", password: "<your password>" });
// ok: javascript-hardcoded-password
const forTests = new Pool({ user: "postgres", password: "test-password" });
// ok: javascript-hardcoded-password
const label = new Field({ name: "password", password: "Enter your password" });
