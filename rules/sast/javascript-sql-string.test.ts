import { DataSource, Repository } from "typeorm";
import { User } from "./user";

export class Users {
  constructor(private readonly source: DataSource, private readonly users: Repository<User>) {}

  async byName(name: string): Promise<User[]> {
    // ruleid: javascript-sql-string
    return this.source.query(`SELECT * FROM users WHERE name = '${name}'`) as Promise<User[]>;
  }

  async remove(id: number): Promise<void> {
    // ruleid: javascript-sql-string
    await this.source.query("DELETE FROM users WHERE id = " + id);
  }

  async parameters(name: string): Promise<User[]> {
    // ok: javascript-sql-string
    return this.source.query<User[]>("SELECT * FROM users WHERE name = $1", [name]);
  }

  async orm(name: string): Promise<User | null> {
    // ok: javascript-sql-string
    return this.users.findOne({ where: { name } });
  }
}
