using System.Data.SqlClient;
using Microsoft.EntityFrameworkCore;

class Orders
{
    public SqlCommand ByName(SqlConnection connection, string name)
    {
        // ruleid: csharp-sql-string
        return new SqlCommand("SELECT * FROM orders WHERE name = '" + name + "'", connection);
    }

    public object Raw(ShopContext shop, string city)
    {
        // ruleid: csharp-sql-string
        return shop.Orders.FromSqlRaw($"SELECT * FROM orders WHERE city = '{city}'").ToList();
    }

    public void Remove(SqlCommand command, string id)
    {
        // ruleid: csharp-sql-string
        command.CommandText = string.Format("DELETE FROM orders WHERE id = {0}", id);
    }

    public SqlCommand Parameter(SqlConnection connection, string name)
    {
        // ok: csharp-sql-string
        var command = new SqlCommand("SELECT * FROM orders WHERE name = @name", connection);
        command.Parameters.AddWithValue("@name", name);
        return command;
    }

    public object Interpolated(ShopContext shop, string city)
    {
        // ok: csharp-sql-string
        return shop.Orders.FromSqlInterpolated($"SELECT * FROM orders WHERE city = {city}").ToList();
    }

    public SqlCommand Table(SqlConnection connection, string table)
    {
        // ok: csharp-sql-string
        return new SqlCommand("SELECT count(*) FROM " + table, connection);
    }
}
