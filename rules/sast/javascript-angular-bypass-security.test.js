export class CommentComponent {
  constructor(sanitizer) {
    this.sanitizer = sanitizer;
  }

  body(comment) {
    // ruleid: javascript-angular-bypass-security
    return this.sanitizer.bypassSecurityTrustHtml(comment.body);
  }

  frame(id) {
    // ruleid: javascript-angular-bypass-security
    this.url = this.sanitizer.bypassSecurityTrustResourceUrl("https://video.example.org/embed/" + id);
  }

  link(user) {
    // ruleid: javascript-angular-bypass-security
    return this.sanitizer.bypassSecurityTrustUrl(`${user.homepage}`);
  }

  icon() {
    // ok: javascript-angular-bypass-security
    return this.sanitizer.bypassSecurityTrustHtml("<svg></svg>");
  }

  clean(comment) {
    // ok: javascript-angular-bypass-security
    return this.sanitizer.bypassSecurityTrustHtml(DOMPurify.sanitize(comment.body));
  }

  checked(comment) {
    // ok: javascript-angular-bypass-security
    return this.sanitizer.sanitize(SecurityContext.HTML, comment.body);
  }
}
