package dev.kith.crm.http.pages;

import dev.kith.crm.application.Crm;
import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.lead.Leads;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.RoleId;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.access.User;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.http.CrmPages;
import dev.kith.crm.http.access.CookieSessions;
import dev.kith.crm.http.scoring.tracking.TrackingEndpoints;
import dev.kith.crm.http.testkit.Api;
import dev.kith.crm.testkit.MemoryStorage;
import io.javalin.Javalin;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The pages on a server of their own, with a CRM in memory and an administrator who can log in. */
final class PagesOnline implements AutoCloseable {

  static final String LOGIN = "ana@example.com";
  static final String PASSWORD = "a long walk in the rain";

  /** As the server sends it: what a page needs beyond this does not work. */
  private static final String POLICY =
      "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; object-src"
          + " 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

  private final Crm crm;
  private final Javalin javalin;
  private final Actor administrator;

  PagesOnline() {
    this(builder -> {});
  }

  /** A CRM that does more than usual, or otherwise. */
  PagesOnline(Consumer<Crm.Builder> more) {
    Crm.Builder builder = Crm.on(new MemoryStorage()).background(true);
    more.accept(builder);
    crm = builder.start();
    var first = crm.firstStart().administrator(LOGIN, "Ana Torres", PASSWORD).orElseThrow();
    if (first.isEmpty()) {
      throw new IllegalStateException("the storage was not new");
    }
    administrator = crm.logins().logIn(LOGIN, PASSWORD, "127.0.0.1", null).orElseThrow().actor();
    javalin =
        Javalin.create(
                config -> {
                  config.startup.showJavalinBanner = false;
                  config.jetty.host = "127.0.0.1";
                  config.jetty.port = 0;
                  config.routes.before(ctx -> ctx.header("Content-Security-Policy", POLICY));
                  TrackingEndpoints.mount(config, crm.webTracking());
                  CrmPages.mount(
                      config, crm, new CookieSessions(crm.logins(), false), InstantSource.system());
                })
            .start();
  }

  String url() {
    return "http://127.0.0.1:" + javalin.port();
  }

  /** The CRM in the administrator's name, for what happens beside the browser. */
  Workspace crm() {
    return crm.as(administrator);
  }

  UserId administrator() {
    return administrator.id();
  }

  Crm wholeCrm() {
    return crm;
  }

  /** Somebody who reads pages without a browser. */
  Api loggedIn(String login, String password) {
    Api anybody = new Api(url());
    Api.Response in =
        anybody.send(
            "POST",
            "/login",
            "application/x-www-form-urlencoded",
            "login="
                + URLEncoder.encode(login, StandardCharsets.UTF_8)
                + "&password="
                + URLEncoder.encode(password, StandardCharsets.UTF_8));
    return anybody.with("Cookie", String.valueOf(in.header("Set-Cookie")).replaceAll(";.*", ""));
  }

  /** Somebody new, who may do this to all records of the features. */
  Api personWhoMay(String name, Set<String> hidden, Action action, Feature... features) {
    Map<Permission, Scope> scopes = new HashMap<>();
    for (Feature feature : features) {
      scopes.put(new Permission(feature, action), Scope.ALL);
    }
    RoleId role = crm().roles().define(name, new Grants(scopes, hidden)).orElseThrow().id();
    String login = name.toLowerCase(Locale.ROOT) + "@example.com";
    crm()
        .users()
        .register(new User.Profile(login, name, Set.of(role), Set.of()), PASSWORD)
        .orElseThrow();
    return loggedIn(login, PASSWORD);
  }

  /** What a page says, without its marks. */
  static String words(String html) {
    return html.replaceAll("(?s)<(script|style|svg).*?</\\1>", " ")
        .replaceAll("</?(a|ins|del|strong|code|time)\\b[^>]*>", "")
        .replaceAll("<[^>]+>", " ")
        .replaceAll("\\s+", " ");
  }

  LeadId lead(String given, String family, String company) {
    LeadDraft draft =
        LeadDraft.named(given, family)
            .company(company)
            .email(given + "." + family + "@example.com")
            .with(LeadField.COUNTRY, "DE")
            .source("trade-fair");
    return crm().leads().capture(new Leads.Capture(draft)).orElseThrow().id();
  }

  /** Somebody of whom nothing else is known, who may be there already. */
  LeadId twin(String given, String family, String company) {
    LeadDraft draft = LeadDraft.named(given, family).company(company);
    return crm().leads().capture(new Leads.Capture(draft)).orElseThrow().id();
  }

  @Override
  public void close() {
    javalin.stop();
    crm.close();
  }
}
