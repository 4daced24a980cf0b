import groovy.lang.GroovyShell;
import javax.script.ScriptEngine;
import javax.script.ScriptEngineManager;
import javax.servlet.http.HttpServletRequest;
import org.springframework.expression.spel.standard.SpelExpressionParser;

class Formulas {
    Object script(ScriptEngine engine, String name) throws Exception {
        // ruleid: java-script-eval
        return engine.eval("price['" + name + "']");
    }

    Object posted(HttpServletRequest request) throws Exception {
        ScriptEngine engine = new ScriptEngineManager().getEngineByName("js");
        // ruleid: java-script-eval
        return engine.eval(request.getParameter("formula"));
    }

    Object spel(String field) {
        // ruleid: java-script-eval
        return new SpelExpressionParser().parseExpression("order." + field).getValue();
    }

    Object groovy(GroovyShell shell, String name) {
        // ruleid: java-script-eval
        return shell.evaluate("return shop." + name + "()");
    }

    Object bound(ScriptEngine engine, String name) throws Exception {
        engine.put("name", name);
        // ok: java-script-eval
        return engine.eval("price[name]");
    }

    Object lines(ScriptEngine engine) throws Exception {
        // ok: java-script-eval
        return engine.eval("var a = 1;" + "a + 1");
    }

    Object constant() {
        // ok: java-script-eval
        return new SpelExpressionParser().parseExpression("order.total > 10").getValue();
    }
}
