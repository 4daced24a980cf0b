import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.builders.WebSecurity;

class Access {
    void all(HttpSecurity http) throws Exception {
        // ruleid: java-spring-actuator-open
        http.authorizeHttpRequests(auth -> auth.requestMatchers("/actuator/**").permitAll().anyRequest().authenticated());
    }

    void old(HttpSecurity http) throws Exception {
        // ruleid: java-spring-actuator-open
        http.authorizeRequests().antMatchers("/login", "/actuator/heapdump").permitAll().anyRequest().authenticated();
    }

    void ignored(WebSecurity web) {
        // ruleid: java-spring-actuator-open
        web.ignoring().antMatchers("/css/**", "/actuator/**");
    }

    void health(HttpSecurity http) throws Exception {
        // ok: java-spring-actuator-open
        http.authorizeHttpRequests(auth -> auth.requestMatchers("/actuator/health").permitAll());
    }

    void role(HttpSecurity http) throws Exception {
        // ok: java-spring-actuator-open
        http.authorizeHttpRequests(auth -> auth.requestMatchers("/actuator/**").hasRole("OPERATOR"));
    }

    void pages(HttpSecurity http) throws Exception {
        // ok: java-spring-actuator-open
        http.authorizeHttpRequests(auth -> auth.requestMatchers("/", "/static/**").permitAll());
    }
}
