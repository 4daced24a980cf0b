package web

import (
	"fmt"
	"html"
	"html/template"
	"net/http"
)

func bold(name string) template.HTML {
	// ruleid: go-template-unescaped
	return template.HTML("<b>" + name + "</b>")
}

func link(target, text string) template.HTML {
	// ruleid: go-template-unescaped
	return template.HTML(fmt.Sprintf(`<a href="%s">%s</a>`, target, text))
}

func posted(r *http.Request) any {
	// ruleid: go-template-unescaped
	return template.HTML(r.FormValue("bio"))
}

func constant() template.HTML {
	// ok: go-template-unescaped
	return template.HTML("<hr>")
}

func escaped(name string) template.HTML {
	// ok: go-template-unescaped
	return template.HTML("<b>" + html.EscapeString(name) + "</b>")
}

func sanitized(policy *Policy, text string) template.HTML {
	// ok: go-template-unescaped
	return template.HTML(policy.Sanitize(text))
}
