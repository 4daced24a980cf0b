package web

import (
	"io"
	"net/http"
	"text/template"
)

var page = template.Must(template.ParseFiles("page.html"))

func show(w http.ResponseWriter, r *http.Request) {
	// ruleid: go-text-template-html
	if err := page.Execute(w, r.URL.Query().Get("name")); err != nil {
		http.Error(w, "no page", http.StatusInternalServerError)
	}
}

func list(w http.ResponseWriter, r *http.Request) {
	t, err := template.New("list").Parse("<li>{{.}}</li>")
	if err == nil {
		// ruleid: go-text-template-html
		err = t.Execute(w, r.FormValue("item"))
	}
}

func routes() {
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		// ruleid: go-text-template-html
		page.ExecuteTemplate(w, "index", r.URL.Path)
	})
}

func config(w io.Writer, values map[string]string) error {
	// ok: go-text-template-html
	return page.Execute(w, values)
}

func plain(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/plain")
	// ok: go-text-template-html
	page.Execute(w, r.URL.Path)
}

func file(out *os.File, w http.ResponseWriter) {
	// ok: go-text-template-html
	page.Execute(out, nil)
}
