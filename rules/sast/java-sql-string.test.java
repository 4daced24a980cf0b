import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import javax.persistence.EntityManager;
import org.springframework.jdbc.core.JdbcTemplate;

class Orders {
    static final String TABLE = "orders";
    static final int LIMIT = 100;

    ResultSet byName(Statement statement, String name) throws Exception {
        // ruleid: java-sql-string
        return statement.executeQuery("SELECT * FROM orders WHERE name = '" + name + "'");
    }

    PreparedStatement prepared(Connection connection, String id) throws Exception {
        // ruleid: java-sql-string
        return connection.prepareStatement("DELETE FROM orders WHERE id = " + id);
    }

    Object spring(JdbcTemplate jdbc, String city) {
        // ruleid: java-sql-string
        return jdbc.queryForList(String.format("select id from orders where city = '%s'", city));
    }

    Object jpa(EntityManager manager, String owner) {
        // ruleid: java-sql-string
        return manager.createQuery("from Order o where o.owner = '" + owner + "'").getResultList();
    }

    ResultSet parameter(Connection connection, String name) throws Exception {
        // ok: java-sql-string
        PreparedStatement statement = connection.prepareStatement("SELECT * FROM orders WHERE name = ?");
        statement.setString(1, name);
        return statement.executeQuery();
    }

    ResultSet table(Statement statement) throws Exception {
        // ok: java-sql-string
        return statement.executeQuery("SELECT count(*) FROM " + TABLE);
    }

    ResultSet lines(Statement statement) throws Exception {
        // ok: java-sql-string
        return statement.executeQuery("SELECT id FROM orders WHERE state = " + "'open' LIMIT 10");
    }

    ResultSet constant(Statement statement) throws Exception {
        // ok: java-sql-string
        return statement.executeQuery("SELECT id FROM orders WHERE amount > " + LIMIT);
    }

    Object spoken(Voice voice, String name) {
        // ok: java-sql-string
        return voice.update("Hello " + name);
    }
}
