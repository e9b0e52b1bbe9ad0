package dev.kith.crm.persistence.access;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.Crm;
import dev.kith.crm.application.access.RoleView;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.persistence.Databases;
import dev.kith.crm.persistence.JooqStorage;
import dev.kith.crm.persistence.OlderDatabases;
import dev.kith.crm.persistence.kernel.DatabaseSettings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What ready-made roles get by an upgrade from before tasks, business hours and rules. */
class RolesOfOlderDatabasesTest {

  private static final String BEFORE = "091";
  private static final AtomicInteger SCHEMAS = new AtomicInteger();

  /** As it was shipped then. */
  private static final String MANAGER =
      Stream.of("lead", "import", "duplicate", "consent")
              .flatMap(feature ->
                  Stream.of("view", "create", "edit", "assign", "delete", "export", "administer")
                      .map(action -> feature + ":" + action + "=all"))
              .collect(joining("\n"))
          + "\njob:view=all";

  /** As it was shipped then. */
  private static final String REPRESENTATIVE =
      """
      lead:view=team
      lead:create=own
      lead:edit=own
      lead:assign=own
      lead:delete=own
      import:view=own
      import:create=own
      duplicate:view=own
      duplicate:edit=own
      consent:view=team
      consent:edit=own
      job:view=own\
      """;

  static Stream<DatabaseSettings> databases() {
    return Stream.of(
        DatabaseSettings.of("jdbc:h2:file:" + Databases.temporaryFolder().resolve("crm")),
        Databases.postgresSettings().inSchema("older_roles_" + SCHEMAS.incrementAndGet()));
  }

  @ParameterizedTest
  @MethodSource("databases")
  void ready_made_roles_get_what_they_would_get_today(DatabaseSettings settings)
      throws SQLException {
    Map<String, Grants> today = ofANewCrm();
    Map<String, Grants> upgraded =
        upgraded(
            settings,
            Map.of(
                "Sales manager",
                MANAGER,
                "Sales representative",
                REPRESENTATIVE,
                "Viewer",
                "lead:view=all"));
    assertThat(upgraded.keySet())
        .containsExactlyInAnyOrder("Sales manager", "Sales representative", "Viewer");
    upgraded.forEach((name, grants) -> assertThat(grants).as(name).isEqualTo(today.get(name)));
  }

  @ParameterizedTest
  @MethodSource("databases")
  void roles_that_somebody_gave_some_of_it_are_left_alone_in_that(DatabaseSettings settings)
      throws SQLException {
    Map<String, Grants> upgraded =
        upgraded(
            settings,
            Map.of(
                "Sales manager",
                "lead:view=all\n"
                    + "task:view=own\n"
                    + "calendar:view=own\n"
                    + "automation:view=own\n"
                    + "assignment:view=own\n"
                    + "account:view=own\n"
                    + "currency:view=own\n"
                    + "opportunity:view=own\n"
                    + "contact:view=own\n"
                    + "product:view=own\n"
                    + "competitor:view=own",
                "Sales representative",
                "lead:view=own\ntask:view=own",
                "Managers of sales",
                MANAGER));
    assertThat(upgraded)
        .isEqualTo(
            Map.of(
                "Sales manager",
                GrantsText.read(
                    "lead:view=all\n"
                        + "task:view=own\n"
                        + "calendar:view=own\n"
                        + "automation:view=own\n"
                        + "assignment:view=own\n"
                        + "account:view=own\n"
                        + "currency:view=own\n"
                        + "opportunity:view=own\n"
                        + "contact:view=own\n"
                        + "product:view=own\n"
                        + "competitor:view=own"),
                // Others came later than tasks: nobody has decided on them yet.
                "Sales representative",
                GrantsText.read(
                    "lead:view=own\ntask:view=own\ncalendar:view=all\nassignment:view=own"
                        + "\naccount:view=all\naccount:create=own\naccount:edit=own"
                        + "\naccount:assign=own\naccount:delete=own\ncurrency:view=all"
                        + "\ncontact:view=all\ncontact:create=own\ncontact:edit=own"
                        + "\ncontact:assign=own\ncontact:delete=own"
                        + "\nopportunity:view=team\nopportunity:create=own"
                        + "\nopportunity:edit=own\nopportunity:assign=own"
                        + "\nopportunity:delete=own\nproduct:view=all\ncompetitor:view=all"),
                "Managers of sales",
                GrantsText.read(MANAGER)));
  }

  private static Map<String, Grants> upgraded(DatabaseSettings settings, Map<String, String> roles)
      throws SQLException {
    try (Connection connection = OlderDatabases.of(settings, BEFORE);
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into app_role (id, version, created_at, updated_at, name, name_sort,"
                    + " live_name_key, grants, built_in)"
                    + " values (?, 1, now(), now(), ?, ?, ?, ?, false)")) {
      for (var role : roles.entrySet()) {
        insert.setObject(1, UUID.randomUUID());
        insert.setString(2, role.getKey());
        insert.setString(3, role.getKey().toLowerCase(Locale.ROOT));
        insert.setString(4, role.getKey().toLowerCase(Locale.ROOT));
        insert.setString(5, role.getValue());
        insert.executeUpdate();
      }
      try (JooqStorage storage = JooqStorage.open(settings)) {
        return roles(Crm.on(storage).background(false).start());
      }
    }
  }

  private static Map<String, Grants> ofANewCrm() {
    try (JooqStorage storage = JooqStorage.open("jdbc:h2:mem:" + UUID.randomUUID())) {
      Crm crm = Crm.on(storage).background(false).start();
      crm.firstStart()
          .administrator("ada@example.com", "Ada", "a long enough password")
          .orElseThrow();
      return roles(crm);
    }
  }

  private static Map<String, Grants> roles(Crm crm) {
    var roles = crm.as(Actor.SYSTEM).roles();
    return roles.list(ListQuery.all(roles.fields())).orElseThrow().items().stream()
        .collect(toMap(RoleView::name, RoleView::grants));
  }
}
