package dev.kith.crm.http.pages;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Sets;
import dev.kith.crm.application.Crm;
import dev.kith.crm.application.Workspace;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.SessionId;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.audit.AuditEntry;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Refusal;
import dev.kith.crm.domain.shared.TimeZones;
import dev.kith.crm.http.kernel.Exchange;
import dev.kith.crm.http.kernel.json.ShapeCheck;
import dev.kith.crm.http.pages.Visitors.Visitor;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One request of somebody who looks at pages: who it is, what they sent, and how it is answered.
 */
public final class Visit {

  /** Marks requests that pages have answered, so that nothing else answers them again. */
  static final String ANSWERED = "dev.kith.crm.page";

  private static final int NOTICE_SECONDS = 60;
  private static final int MOST_OWNERS = 200;

  private final Site site;
  private final Context ctx;
  private final @Nullable Visitor visitor;

  Visit(Site site, Context ctx, @Nullable Visitor visitor) {
    this.site = site;
    this.ctx = ctx;
    this.visitor = visitor;
  }

  public Context ctx() {
    return ctx;
  }

  /** Who is logged in. */
  public Actor actor() {
    return visitor().actor();
  }

  /** The session of this very browser. */
  public SessionId session() {
    return visitor().session();
  }

  private Visitor visitor() {
    if (visitor == null) {
      throw new IllegalStateException(
          "a page that needs a log-in was shown without one: " + ctx.path());
    }
    return visitor;
  }

  /** The CRM in the name of who is logged in. */
  public Workspace crm() {
    return site.crm().as(actor()).request(Exchange.of(ctx).requestId());
  }

  public Crm wholeCrm() {
    return site.crm();
  }

  public Instant now() {
    return site.clock().instant();
  }

  public boolean isLoggedIn() {
    return visitor != null;
  }

  /** To whom records can be given, by name. */
  public List<Person> owners() {
    return site.crm().owners().find(null, MOST_OWNERS).stream()
        .map(o -> new Person(o.id().value(), o.name()))
        .toList();
  }

  /** Audit entries in words; whatever they name is looked up together. */
  public List<EntryWords> tell(List<AuditEntry> entries) {
    return site.histories().tell(this, entries);
  }

  /** What happened to a record, in words; nothing if it went away while its page was made. */
  public List<EntryWords> told(Outcome<List<AuditEntry>> timeline) {
    return timeline instanceof Outcome.Done<List<AuditEntry>>(var entries)
        ? tell(entries)
        : List.of();
  }

  /** What may be done with a record of this owner. */
  public Set<Action> reaching(Feature feature, @Nullable UserId owner) {
    return Arrays.stream(Action.values())
        .filter(action -> Visibility.of(actor(), new Permission(feature, action)).reaches(owner))
        .collect(Sets.toImmutableEnumSet());
  }

  /** Whether a feature may be administered whatever belongs to whom. */
  public boolean mayAdministerAll(Feature feature) {
    return Visibility.of(actor(), new Permission(feature, Action.ADMINISTER))
        instanceof Visibility.All;
  }

  /** Of which kinds of records there is a history. */
  public Histories histories() {
    return site.histories();
  }

  /**
   * Where a file is written to; to be used once everything that can be refused has been decided.
   */
  public OutputStream body() {
    return ctx.outputStream();
  }

  /** What was sent in a field of the form; empty where it was not sent. */
  public String form(String name) {
    String text = ctx.formParam(name);
    return text == null ? "" : text;
  }

  public String query(String name) {
    String text = ctx.queryParam(name);
    return text == null ? "" : text;
  }

  /** Whether only a part of a page is asked for, by htmx. */
  public boolean wantsPart() {
    return "true".equals(ctx.header("HX-Request"));
  }

  /** Answers with a page; its template takes {@code frame} and {@code page}. */
  public void show(
      int status, String template, String title, @Nullable Section section, Object page) {
    byte[] html =
        site.templates().render(template, Map.of("frame", frame(title, section), "page", page));
    ctx.attribute(ANSWERED, template);
    ctx.status(status)
        .contentType("text/html; charset=utf-8")
        .header("Cache-Control", "no-store")
        .result(html);
  }

  public void show(String template, String title, @Nullable Section section, Object page) {
    show(200, template, title, section, page);
  }

  /** Sends the browser on, so that loading the next page again does nothing twice. */
  public void go(String path) {
    ctx.status(303).header("Location", path);
  }

  /** A part of a page cannot show what comes next: the whole page goes there. */
  public void leave(String path) {
    leave(ctx, path);
  }

  static void leave(Context ctx, String path) {
    ctx.status(204).header("HX-Redirect", path);
  }

  /** What was here is to be found elsewhere from now on. */
  public void moved(String path) {
    ctx.status(308).header("Location", path).header("Cache-Control", "no-store");
  }

  /** The same, and the next page says what was done. */
  public void go(String path, Notice notice) {
    Cookie cookie = new Cookie(Notice.COOKIE, notice.name());
    cookie.setMaxAge(NOTICE_SECONDS);
    cookie.setHttpOnly(true);
    cookie.setSameSite(SameSite.LAX);
    ctx.cookie(cookie);
    go(path);
  }

  /** Goes on with the result, or answers with the page that fits the refusal. */
  public <T> void with(Outcome<T> outcome, Consumer<T> next) {
    switch (outcome) {
      case Outcome.Done<T>(var value) -> next.accept(value);
      case Outcome.Refused<T>(var refusal) -> refuse(refusal);
    }
  }

  public void refuse(Refusal refusal) {
    ErrorPage page =
        switch (refusal.kind()) {
          case UNKNOWN -> ErrorPage.NOT_FOUND;
          case FORBIDDEN -> ErrorPage.FORBIDDEN;
          case INVALID, CONFLICT, RULE ->
              new ErrorPage(statusOf(refusal), "That did not work", refusal.detail(), null);
        };
    error(page);
  }

  public void error(ErrorPage page) {
    String template = visitor == null ? "pages/errorAlone.jte" : "pages/error.jte";
    show(page.status(), template, page.title(), null, page);
  }

  /** Which HTTP status says the same as a refusal. */
  public static int statusOf(Refusal refusal) {
    return switch (refusal.kind()) {
      case INVALID, RULE -> 422;
      case UNKNOWN -> 404;
      case FORBIDDEN -> 403;
      case CONFLICT -> 409;
    };
  }

  private Frame frame(String title, @Nullable Section section) {
    return new Frame(
        title,
        section,
        visitor == null ? null : visitor.actor(),
        visitor == null ? "" : visitor.csrf(),
        visitor == null || wantsPart() ? 0 : crm().notifications().unread(),
        theme(),
        notices(),
        site.assets());
  }

  /** The time zone of the browser, once it has said it. */
  public Optional<ZoneId> zone() {
    String name = ctx.cookie("kith-zone");
    return name != null && TimeZones.parse(name) instanceof Outcome.Done<ZoneId>(var zone)
        ? Optional.of(zone)
        : Optional.empty();
  }

  private @Nullable String theme() {
    String theme = ctx.cookie("kith-theme");
    return "dark".equals(theme) || "light".equals(theme) ? theme : null;
  }

  private List<Notice> notices() {
    String code = ctx.cookie(Notice.COOKIE);
    if (code == null || wantsPart()) {
      return List.of();
    }
    ctx.removeCookie(Notice.COOKIE);
    return Notice.named(code).stream().toList();
  }

  /** Everything sent in the form, the first value of each field. */
  public Map<String, String> form() {
    Map<String, String> sent = new HashMap<>();
    ctx.formParamMap()
        .forEach((name, values) -> values.stream().findFirst().ifPresent(v -> sent.put(name, v)));
    return ImmutableMap.copyOf(sent);
  }

  /** The record that the address names; empty if it cannot be any. */
  public Optional<UUID> pathId() {
    return uuid(ctx.pathParam("id"));
  }

  /** Goes on with the id in the address, or says that there is nothing. */
  public <I> void onId(Function<UUID, I> id, Consumer<I> next) {
    pathId().map(id).ifPresentOrElse(next, () -> error(ErrorPage.NOT_FOUND));
  }

  /** Goes on with the record in the address, or answers with the page that fits. */
  public <I, T> void on(Function<UUID, I> id, Function<I, Outcome<T>> find, Consumer<T> next) {
    onId(id, named -> with(find.apply(named), next));
  }

  /** The ids sent in a field of the form; what is none is left out. */
  public List<UUID> formIds(String name) {
    return ctx.formParams(name).stream().flatMap(text -> uuid(text).stream()).toList();
  }

  /** The id in a parameter of the address. */
  public Optional<UUID> queryId(String name) {
    return uuid(query(name));
  }

  private static Optional<UUID> uuid(String text) {
    return ShapeCheck.uuid(text);
  }

  /** The number in a field of the form, such as the version of a record. */
  public Optional<Long> number(String name) {
    try {
      return Optional.of(Long.parseLong(form(name)));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
