package dev.kith.crm.http.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.TeamId;
import dev.kith.crm.http.testkit.Api;
import dev.kith.crm.http.testkit.Api.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/**
 * A form of the administration that was filled in wrong says at each field what is wrong with it,
 * all of it at once, and leads there from the top of the page.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ProblemsAtFieldsTest {

  private static final Pattern PROBLEM =
      Pattern.compile("id=\"([^\"]+)-problem\"><span>([^<]*)</span>");
  private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
  private static final UUID NOBODY = UUID.fromString("018f2b7e-6f4e-7c55-9a3d-2f4f6b1f0a10");

  private static PagesOnline pages;
  private static Api browser;

  @BeforeAll
  static void start() {
    pages = new PagesOnline();
    browser = pages.loggedIn(PagesOnline.LOGIN, PagesOnline.PASSWORD);
  }

  @AfterAll
  static void stop() {
    pages.close();
  }

  @Test
  void of_a_new_user() {
    Response page =
        sent(
            "/users/new",
            "name=",
            "login=nobody",
            "password=short",
            "role=" + NOBODY,
            "team=" + NOBODY);

    assertThat(problems(page))
        .isEqualTo(
            Map.of(
                "name", "A user needs a name.",
                "login", "An e-mail address needs an @.",
                "password", "A password has at least 12 characters.",
                "roles", "There is no role " + NOBODY + ".",
                "teams", "There is no team " + NOBODY + "."));
  }

  @Test
  void of_a_user_who_is_there() {
    UUID ana =
        pages
            .crm()
            .users()
            .list(ListQuery.all(pages.crm().users().fields()))
            .orElseThrow()
            .items()
            .getFirst()
            .id()
            .value();

    assertThat(problems(sent("/users/" + ana, "name=", "login=nobody")))
        .isEqualTo(
            Map.of("name", "A user needs a name.", "login", "An e-mail address needs an @."));
    assertThat(problems(sent("/users/" + ana + "/password", "password=short")))
        .isEqualTo(Map.of("password", "A password has at least 12 characters."));
  }

  @Test
  void of_a_role() {
    UUID role = pages.crm().roles().define("Guest", Grants.NONE).orElseThrow().id().value();

    for (String path : new String[] {"/roles/new", "/roles/" + role}) {
      assertThat(problems(sent(path, "name= ", "mask=lead.shoeSize")))
          .isEqualTo(
              Map.of(
                  "name", "A role needs a name.",
                  "maskedFields", "There is no field lead.shoeSize to hide."));
    }
  }

  @Test
  void of_a_new_team() {
    assertThat(problems(sent("/teams", "name= ")))
        .isEqualTo(Map.of("name", "A team needs a name."));
  }

  @Test
  void of_a_team_that_is_renamed_in_its_row_and_not_where_another_would_be_founded() {
    TeamId north = pages.crm().teams().found("North").orElseThrow().id();

    Response page = sent("/teams/" + north, "name=" + "x".repeat(101));

    assertThat(problems(page).keySet()).containsExactly("name-" + north);
    assertThat(page.text())
        .contains("<details class=\"menu\" open>", "value=\"" + "x".repeat(101) + "\" required")
        .contains("<input id=\"name\" name=\"name\" type=\"text\" value=\"\"");
  }

  @Test
  void of_a_token() {
    assertThat(problems(sent("/tokens", "name=", "expiresAt=1999-01-01")))
        .isEqualTo(
            Map.of(
                "name", "A token needs a name that says what uses it.",
                "permissions", "A token needs at least one permission.",
                "expiresAt", "A token expires in the future, within 366 days."));
  }

  /** What stands at each field; the summary on top must lead to each. */
  private static Map<String, String> problems(Response page) {
    assertThat(page.status()).as(page.text()).isEqualTo(422);
    Map<String, String> problems =
        PROBLEM
            .matcher(page.text())
            .results()
            .collect(
                Collectors.toMap(
                    (MatchResult m) -> m.group(1), m -> m.group(2), (a, b) -> a, TreeMap::new));
    assertThat(problems.keySet())
        .allSatisfy(field ->
            assertThat(page.text())
                .contains("<a href=\"#" + field + "\">", "id=\"" + field + "\""));
    return problems;
  }

  private static Response sent(String path, String... fields) {
    var csrf = CSRF.matcher(browser.get("/account").text());
    assertThat(csrf.find()).isTrue();
    return browser.send(
        "POST",
        path,
        "application/x-www-form-urlencoded",
        form(fields) + "&_csrf=" + URLEncoder.encode(csrf.group(1), StandardCharsets.UTF_8));
  }

  /**
   * @param fields each as {@code name=value}
   */
  private static String form(String... fields) {
    return Arrays.stream(fields)
        .map(f -> {
          int equals = f.indexOf('=');
          return f.substring(0, equals + 1)
              + URLEncoder.encode(f.substring(equals + 1), StandardCharsets.UTF_8);
        })
        .collect(Collectors.joining("&"));
  }
}
