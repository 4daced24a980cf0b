import { Component, Input } from "@angular/core";
import { DomSanitizer, SafeHtml, SafeResourceUrl } from "@angular/platform-browser";

@Component({ selector: "shop-comment", template: `<div [innerHTML]="body"></div>` })
export class CommentComponent {
  @Input() comment!: Comment;

  constructor(private readonly sanitizer: DomSanitizer) {}

  get body(): SafeHtml {
    // ruleid: javascript-angular-bypass-security
    return this.sanitizer.bypassSecurityTrustHtml(this.comment.body);
  }

  frame(id: string): SafeResourceUrl {
    // ruleid: javascript-angular-bypass-security
    return this.sanitizer.bypassSecurityTrustResourceUrl(`https://video.example.org/embed/${id}`);
  }

  icon(): SafeHtml {
    // ok: javascript-angular-bypass-security
    return this.sanitizer.bypassSecurityTrustHtml("<svg></svg>");
  }
}
