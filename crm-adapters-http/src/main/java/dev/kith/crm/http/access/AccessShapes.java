package dev.kith.crm.http.access;

import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Role;
import dev.kith.crm.domain.access.Team;
import dev.kith.crm.domain.access.User;
import dev.kith.crm.http.kernel.Lists;
import dev.kith.crm.http.kernel.json.Shape;
import dev.kith.crm.http.kernel.json.Shape.Property;
import java.util.List;

/** The JSON of users, roles, teams, tokens and sessions. */
final class AccessShapes {

  static final int LONGEST_PASSWORD = 1_000;
  private static final Shape SCOPE = Shape.choice("own", "team", "all");
  private static final Shape IDS = Shape.listOf(Shape.uuid(), 0, 1_000);

  private static final Property CREATED =
      Shape.required("createdAt", Shape.instant(), "When it was made");
  private static final Property UPDATED =
      Shape.required("updatedAt", Shape.instant(), "When it was last changed");
  private static final Property VERSION =
      Shape.required("version", Shape.count(), "Stands in the ETag as well");

  private static final List<String> PERMISSIONS =
      Permission.all().stream().map(Permission::code).toList();

  static final Shape GRANTS = new Shape.MapOf(PERMISSIONS, SCOPE);

  static final Shape.Fields USER =
      Shape.fields(
          "User",
          Shape.required("id", Shape.uuid(), "Id"),
          Shape.required("name", Shape.text(), "Name"),
          Shape.required("login", Shape.text(), "E-mail address to log in with"),
          Shape.required("active", Shape.flag(), "Whether the user can log in"),
          Shape.required("roles", Shape.listOf(named()), "Roles, by name"),
          Shape.required("teams", Shape.listOf(named()), "Teams, by name"),
          Shape.required("passwordChangedAt", Shape.instant(), "When the password was last set"),
          CREATED,
          UPDATED,
          VERSION);

  static final Shape.Fields USERS = Lists.pageOf("UserPage", chosen("ListedUser", USER));

  static final Shape.Fields NEW_USER =
      Shape.fields(
          "UserRegistration",
          Shape.required("login", Shape.text(254), "E-mail address to log in with"),
          Shape.required("name", Shape.text(User.LONGEST_NAME), "Name"),
          Shape.required("password", Shape.text(LONGEST_PASSWORD), "First password"),
          Shape.optional("roles", IDS, "Ids of roles"),
          Shape.optional("teams", IDS, "Ids of teams"));

  static final Shape.Fields EDITED_USER =
      Shape.fields(
          "UserEdit",
          Shape.optional("login", Shape.text(254), "E-mail address to log in with"),
          Shape.optional("name", Shape.text(User.LONGEST_NAME), "Name"),
          Shape.optional("roles", IDS, "Ids of all roles that the user is to have"),
          Shape.optional("teams", IDS, "Ids of all teams that the user is to belong to"));

  static final Shape.Fields PASSWORD =
      Shape.fields(
          "UserPassword",
          Shape.required("password", Shape.text(LONGEST_PASSWORD), "The new password"));

  static final Shape.Fields ROLE =
      Shape.fields(
          "Role",
          Shape.required("id", Shape.uuid(), "Id"),
          Shape.required("name", Shape.text(), "Name"),
          Shape.required(
              "builtIn", Shape.flag(), "Whether it is the administrator's, which stays as it is"),
          Shape.required("users", Shape.count(), "How many users hold it"),
          Shape.required("grants", GRANTS, "Permissions with the scope of each"),
          Shape.required(
              "maskedFields", Shape.listOf(Shape.text()), "Hidden fields, such as lead.phone"),
          CREATED,
          UPDATED,
          VERSION);

  static final Shape.Fields ROLES = Lists.pageOf("RolePage", chosen("ListedRole", ROLE));

  static final Shape.Fields NEW_ROLE = role("RoleDefinition", true);

  static final Shape.Fields EDITED_ROLE = role("RoleEdit", false);

  static final Shape.Fields TEAM =
      Shape.fields(
          "Team",
          Shape.required("id", Shape.uuid(), "Id"),
          Shape.required("name", Shape.text(), "Name"),
          Shape.required("members", Shape.count(), "How many users belong to it"),
          CREATED,
          UPDATED,
          VERSION);

  static final Shape.Fields TEAMS = Lists.pageOf("TeamPage", chosen("ListedTeam", TEAM));

  static final Shape.Fields TEAM_NAME =
      Shape.fields("TeamName", Shape.required("name", Shape.text(Team.LONGEST_NAME), "Name"));

  static final Shape.Fields TOKEN =
      Shape.fields(
          "ApiToken",
          Shape.required("id", Shape.uuid(), "Id"),
          Shape.required("name", Shape.text(), "What uses it"),
          Shape.required("owner", Shape.uuid(), "For whom it acts"),
          Shape.required("ownerName", Shape.text(), "The owner's name"),
          Shape.required("permissions", Shape.listOf(Shape.text()), "What it allows at most"),
          Shape.required("expiresAt", Shape.instant(), "When it ends"),
          Shape.required(
              "revokedAt", Shape.orNull(Shape.instant()), "When it was ended before that"),
          Shape.required("lastUsedAt", Shape.orNull(Shape.instant()), "To some minutes"),
          CREATED,
          VERSION);

  static final Shape.Fields ISSUED =
      new Shape.Fields("IssuedApiToken", TOKEN.properties())
          .with(
              Shape.required(
                  "secret",
                  Shape.orNull(Shape.text()),
                  "Shown here and never again; null in a repeated answer"));

  static final Shape.Fields TOKENS = Lists.pageOf("ApiTokenPage", chosen("ListedApiToken", TOKEN));

  static final Shape.Fields NEW_TOKEN =
      Shape.fields(
          "ApiTokenIssue",
          Shape.required("name", Shape.text(100), "What uses it"),
          Shape.required(
              "permissions",
              Shape.listOf(Shape.choice(PERMISSIONS), 1, 200),
              "What it is to allow, such as lead:view"),
          Shape.required("expiresAt", Shape.instant(), "When it ends; within a year"));

  static final Shape.Fields ME =
      Shape.fields(
          "Me",
          Shape.required(
              "kind", Shape.choice("USER", "TOKEN", "EXTERNAL", "SYSTEM"), "Person or program"),
          Shape.required("id", Shape.uuid(), "Id of the user"),
          Shape.required("name", Shape.text(), "Name"),
          Shape.required("grants", GRANTS, "Permissions with the scope of each"),
          Shape.required("maskedFields", Shape.listOf(Shape.text()), "Hidden fields"));

  static final Shape.Fields LOG_IN =
      Shape.fields(
          "LogIn",
          Shape.required("login", Shape.text(254), "E-mail address"),
          Shape.required("password", Shape.text(LONGEST_PASSWORD), "Password"));

  static final Shape.Fields LOGGED_IN =
      Shape.fields(
          "LoggedIn",
          Shape.required("csrfToken", Shape.text(), "To be sent in X-CSRF-Token with every change"),
          Shape.required("me", ME, "Who is logged in"));

  static final Shape.Fields NEW_PASSWORD =
      Shape.fields(
          "PasswordChange",
          Shape.required("oldPassword", Shape.text(LONGEST_PASSWORD), "The password until now"),
          Shape.required("newPassword", Shape.text(LONGEST_PASSWORD), "The password from now on"));

  static final Shape.Fields SESSIONS =
      Shape.fields(
          "SessionList",
          Shape.required(
              "items",
              Shape.listOf(
                  Shape.fields(
                      "Session",
                      Shape.required("id", Shape.uuid(), "Id"),
                      Shape.required(
                          "current", Shape.flag(), "Whether this request is made with it"),
                      Shape.required("openedAt", Shape.instant(), "When it began"),
                      Shape.required(
                          "usedAt", Shape.instant(), "When it was last used, to some minutes"),
                      Shape.required("endsAt", Shape.instant(), "When it ends at the latest"),
                      Shape.required("address", Shape.text(), "From where it was opened"),
                      Shape.required(
                          "device", Shape.orNull(Shape.text()), "What the browser said it was"))),
              "The last used first"));

  static final Shape.Fields QUESTIONS =
      Shape.fields(
          "PermissionQuestions",
          Shape.required(
              "questions",
              Shape.listOf(
                  Shape.fields(
                      null,
                      Shape.required("permission", Shape.choice(PERMISSIONS), "Such as lead:edit"),
                      Shape.optional(
                          "owner",
                          Shape.orNull(Shape.uuid()),
                          "Asks about a record of this owner (null: of nobody); leave it out to ask"
                              + " at all")),
                  1,
                  100),
              "What is to be known"));

  static final Shape.Fields ANSWERS =
      Shape.fields(
          "PermissionAnswers",
          Shape.required(
              "answers",
              Shape.listOf(
                  Shape.fields(
                      null,
                      Shape.required("permission", Shape.text(), "As asked"),
                      Shape.required("allowed", Shape.flag(), "Yes or no"),
                      Shape.required("scope", Shape.orNull(SCOPE), "How far it reaches"),
                      Shape.required("reason", Shape.text(), "In words"))),
              "One for each question, in their order"));

  private AccessShapes() {}

  private static Shape.Fields named() {
    return Shape.fields(
        "NamedReference",
        Shape.required("id", Shape.uuid(), "Id"),
        Shape.required("name", Shape.text(), "Name"));
  }

  private static Shape.Fields role(String name, boolean whole) {
    return new Shape.Fields(
        name,
        List.of(
            new Property("name", Shape.text(Role.LONGEST_NAME), whole, "Name"),
            new Property(
                "grants", GRANTS, whole, "Permissions, such as lead:view, with the scope of each"),
            new Property(
                "maskedFields",
                Shape.listOf(Shape.text(100), 0, 200),
                false,
                "Fields to hide, such as lead.phone")));
  }

  /** In lists the caller chooses the properties. */
  private static Shape.Fields chosen(String name, Shape.Fields whole) {
    return new Shape.Fields(
        name,
        whole.properties().stream()
            .map(p -> new Property(p.name(), p.shape(), false, p.description()))
            .toList());
  }
}
