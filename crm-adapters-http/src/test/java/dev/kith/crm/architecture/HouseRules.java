package dev.kith.crm.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.kith.crm.domain.shared.Aggregate;
import dev.kith.crm.domain.shared.DomainEvent;
import dev.kith.crm.domain.shared.Refusal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/**
 * The rules of the house, each a sentence with its reason. {@link HouseRulesTest} holds the code to
 * them, and holds each of them to turning red on a sample that breaks it.
 */
final class HouseRules {

  static final String DOMAIN = "dev.kith.crm.domain..";
  static final String APPLICATION = "dev.kith.crm.application..";
  static final String HTTP = "dev.kith.crm.http..";
  static final String SERVER = "dev.kith.crm.http.server..";
  static final String PERSISTENCE = "dev.kith.crm.persistence..";
  static final String MESSAGING = "dev.kith.crm.messaging..";

  /**
   * Every package pattern that a rule names; one that held no class would make its rule green for
   * ever.
   */
  static final List<String> NAMED_PACKAGES =
      List.of(DOMAIN, APPLICATION, HTTP, SERVER, PERSISTENCE);

  /** Libraries that compute without input or output, and the one package that each stays in. */
  static final Map<String, String[]> COMPUTING_LIBRARIES =
      Map.of(
          "dev.cel..", new String[] {"dev.kith.crm.application.automation"},
          "com.fasterxml.jackson.core..",
              new String[] {"dev.kith.crm.application.intake.source.record"},
          "com.google.i18n.phonenumbers..",
              new String[] {
                "dev.kith.crm.application.lead",
                "dev.kith.crm.application.intake.enrichment",
                "dev.kith.crm.application.intake.validation",
                "dev.kith.crm.application.quality",
                "dev.kith.crm.application.sample"
              },
          "com.github.f4b6a3.uuid..", new String[] {"dev.kith.crm.application.kernel"},
          "com.github.benmanes.caffeine..",
              new String[] {"dev.kith.crm.application.intake.validation"},
          "com.password4j..", new String[] {"dev.kith.crm.application.access.login"},
          "org.dmfs.rfc5545..", new String[] {"dev.kith.crm.application.recurrence"},
          "de.siegmar.fastcsv..",
              new String[] {
                "dev.kith.crm.application.intake",
                "dev.kith.crm.application.intake.source.csv",
                "dev.kith.crm.application.list.csv"
              },
          "org.apache.commons.text..",
              new String[] {
                "dev.kith.crm.application.list", "dev.kith.crm.application.intake.column"
              });

  /** What every feature of the application stands on. */
  private static final Set<String> GROUND =
      Set.of("kernel", "list", "event", "audit", "idempotency");

  /** Which other features a feature of the application may use, besides the ground. */
  static final Map<String, Set<String>> NEIGHBOURS =
      Map.ofEntries(
          Map.entry("kernel", Set.of()),
          Map.entry("list", Set.of()),
          Map.entry("event", Set.of()),
          Map.entry("audit", Set.of("job")),
          Map.entry("idempotency", Set.of()),
          Map.entry("access", Set.of()),
          Map.entry("automation", Set.of("access", "job")),
          Map.entry("notification", Set.of("access", "automation", "job")),
          Map.entry(
              "account",
              Set.of(
                  "access", "assignment", "automation", "calendar", "job", "lifecycle", "quality")),
          Map.entry("lifecycle", Set.of("access", "automation", "calendar")),
          Map.entry("assignment", Set.of("access", "automation", "calendar")),
          Map.entry("contact", Set.of("access", "assignment", "automation")),
          Map.entry(
              "opportunity",
              Set.of(
                  "access",
                  "assignment",
                  "automation",
                  "competitor",
                  "currency",
                  "pipeline",
                  "product")),
          Map.entry(
              "conversion",
              Set.of(
                  "access",
                  "account",
                  "automation",
                  "contact",
                  "intake",
                  "job",
                  "lead",
                  "opportunity",
                  "quality",
                  "relationship",
                  "task")),
          Map.entry("pipeline", Set.of()),
          Map.entry("product", Set.of()),
          Map.entry("competitor", Set.of()),
          Map.entry("funnel", Set.of("access", "calendar", "currency", "opportunity", "pipeline")),
          Map.entry(
              "relationship",
              Set.of("access", "automation", "contact", "opportunity", "pipeline", "task")),
          Map.entry("lead", Set.of("access", "assignment", "automation", "job", "quality")),
          Map.entry("quality", Set.of()),
          Map.entry("job", Set.of("access")),
          Map.entry("recurrence", Set.of()),
          Map.entry("calendar", Set.of()),
          Map.entry("currency", Set.of()),
          Map.entry(
              "task",
              Set.of(
                  "access",
                  "assignment",
                  "automation",
                  "calendar",
                  "job",
                  "notification",
                  "recurrence")),
          Map.entry(
              "intake",
              Set.of(
                  "lead",
                  "account",
                  "competitor",
                  "contact",
                  "opportunity",
                  "pipeline",
                  "product",
                  "currency",
                  "job",
                  "access",
                  "quality")),
          Map.entry("scoring", Set.of("lead", "job", "access", "automation", "intake")),
          Map.entry(
              "sample",
              Set.of(
                  "account",
                  "competitor",
                  "contact",
                  "conversion",
                  "opportunity",
                  "product",
                  "relationship",
                  "lead",
                  "lifecycle",
                  "access",
                  "assignment",
                  "currency",
                  "intake",
                  "job",
                  "task",
                  "scoring")));

  private static final String[] PURE = {
    "java..",
    "com.google.common..",
    "com.google.errorprone.annotations..",
    "org.jspecify.annotations.."
  };

  private HouseRules() {}

  static final ArchRule DOMAIN_IS_PURE =
      classes()
          .that()
          .resideInAPackage(DOMAIN)
          .should()
          .onlyDependOnClassesThat(resideInAnyPackage(with(PURE, DOMAIN)))
          .because("the domain must run anywhere and be readable without knowing any library");

  static final ArchRule DOMAIN_DOES_NO_INPUT_OR_OUTPUT =
      noClasses()
          .that()
          .resideInAPackage(DOMAIN)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.io..",
              "java.nio.file..",
              "java.sql..",
              "java.net.http..",
              "java.util.logging..")
          .because("the domain decides; reading and writing is the work of adapters");

  static final ArchRule APPLICATION_KNOWS_NO_TECHNOLOGY =
      classes()
          .that()
          .resideInAPackage(APPLICATION)
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(with(PURE, DOMAIN, APPLICATION, "org.slf4j.."))
                  .or(resideInAnyPackage(COMPUTING_LIBRARIES.keySet().toArray(String[]::new)))
                  .or(resideInAnyPackage("javax.crypto..", "javax.xml.stream..")))
          .because("use cases must not change when a database, a web server or a provider does");

  static final ArchRule ADAPTERS_DO_NOT_SEE_EACH_OTHER =
      noClasses()
          .that(
              resideInAnyPackage(HTTP, PERSISTENCE, MESSAGING).and(not(resideInAnyPackage(SERVER))))
          .should(dependOnAnotherAdapter())
          .because("only the server's main class puts adapters together");

  static final ArchRule FEATURES_HAVE_NO_CYCLES_IN_THE_DOMAIN =
      slices()
          .matching("dev.kith.crm.domain.(*)..")
          .should()
          .beFreeOfCycles()
          .because("a feature that can be understood alone can be changed alone");

  static final ArchRule FEATURES_DO_NOT_USE_THE_FRONT_DOOR =
      noClasses()
          .that()
          .resideInAnyPackage("dev.kith.crm.application.(*)..")
          .and()
          .resideOutsideOfPackages("dev.kith.crm.application", "dev.kith.crm.application.sample..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("dev.kith.crm.application")
                  .and(not(simpleNameEndingWith("Storage"))))
          .because("the front door is built from the features, not the other way round");

  static final ArchRule FEATURES_USE_ONLY_THEIR_NEIGHBOURS =
      noClasses()
          .that()
          .resideInAnyPackage("dev.kith.crm.application.(*)..")
          .should(useAFeatureThatIsNoNeighbour())
          .because("who uses whom is decided on purpose, and stands in HouseRules.NEIGHBOURS");

  static final ArchRule AGGREGATES_ARE_BORN_AT_HOME =
      noClasses()
          .that()
          .resideInAPackage("dev.kith.crm..")
          .should(constructAnAggregateOfAnotherFeature())
          .because(
              "an aggregate comes from its factory or from its store, so that it is never in a"
                  + " state it cannot be in");

  static final ArchRule AGGREGATES_EVENTS_AND_REFUSALS_ARE_RECORDS =
      classes()
          .that(
              assignableTo(Aggregate.class)
                  .or(assignableTo(DomainEvent.class))
                  .or(assignableTo(Refusal.class)))
          .and()
          .areNotInterfaces()
          .and()
          .resideInAPackage(DOMAIN)
          .should()
          .beRecords()
          .because("they are values: what happened and what is does not change under its reader");

  static final ArchRule ROOTS_OF_EVENTS_REFUSALS_AND_STATES_ARE_SEALED =
      classes()
          .that()
          .resideInAPackage(DOMAIN)
          .and()
          .areInterfaces()
          .and(
              simpleNameEndingWith("Event")
                  .or(simpleNameEndingWith("Refusal"))
                  .or(simpleNameEndingWith("Status")))
          .and(not(DescribedPredicate.describe("the open roots", HouseRules::isOpenRoot)))
          .should(beSealed())
          .because("the compiler then finds every place that must know a new case");

  static final ArchRule TIME_AND_CHANCE_COME_FROM_OUTSIDE =
      noClasses()
          .that()
          .resideInAnyPackage(DOMAIN, APPLICATION)
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(LocalDate.class, "now")
          .orShould()
          .callMethod(LocalDateTime.class, "now")
          .orShould()
          .callMethod(ZonedDateTime.class, "now")
          .orShould()
          .callMethod(UUID.class, "randomUUID")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Math.class, "random")
          .orShould()
          .callConstructor(Random.class)
          .because("what depends on the clock or on chance cannot be told again in a test");

  static final ArchRule NAMES_SAY_WHAT_A_THING_IS =
      noClasses()
          .that()
          .resideInAPackage("dev.kith.crm..")
          .should()
          .haveNameMatching(".*(Dto|DTO|Impl|Util|Utils|Manager|Helper)(\\$.*)?")
          .orShould()
          .resideInAnyPackage(
              "..dto..",
              "..impl..",
              "..util..",
              "..utils..",
              "..helper..",
              "..service..",
              "..services..",
              "..port..")
          .because("a name that says nothing of the field hides a thing without a place");

  static final ArchRule GENERATED_DATABASE_CLASSES_STAY_INSIDE =
      noClasses()
          .that()
          .resideOutsideOfPackage(PERSISTENCE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.kith.crm.persistence.generated..", "org.jooq..")
          .because("the shape of the tables is the storage's own affair");

  /** Each feature adds its own below these two. */
  private static boolean isOpenRoot(JavaClass type) {
    return type.isEquivalentTo(DomainEvent.class) || type.isEquivalentTo(Refusal.class);
  }

  private static String[] with(String[] some, String... more) {
    String[] all = Arrays.copyOf(some, some.length + more.length);
    System.arraycopy(more, 0, all, some.length, more.length);
    return all;
  }

  private static ArchCondition<JavaClass> dependOnAnotherAdapter() {
    return new ArchCondition<>("depend on another adapter") {
      @Override
      public void check(JavaClass item, ConditionEvents events) {
        String own = adapterOf(item);
        item.getDirectDependenciesFromSelf().stream()
            .filter(d -> !adapterOf(d.getTargetClass()).isEmpty())
            .filter(d -> !adapterOf(d.getTargetClass()).equals(own))
            .forEach(d -> events.add(SimpleConditionEvent.satisfied(item, d.getDescription())));
      }
    };
  }

  private static ArchCondition<JavaClass> useAFeatureThatIsNoNeighbour() {
    return new ArchCondition<>("use a feature that is no neighbour") {
      @Override
      public void check(JavaClass item, ConditionEvents events) {
        String own = featureOf(item);
        Set<String> neighbours = NEIGHBOURS.getOrDefault(own, Set.of());
        item.getDirectDependenciesFromSelf().stream()
            .filter(d -> !featureOf(d.getTargetClass()).isEmpty())
            .filter(d -> !featureOf(d.getTargetClass()).equals(own))
            .filter(d -> !GROUND.contains(featureOf(d.getTargetClass())))
            .filter(d -> !neighbours.contains(featureOf(d.getTargetClass())))
            .forEach(d -> events.add(SimpleConditionEvent.satisfied(item, d.getDescription())));
      }
    };
  }

  /** The feature of a class of the application; empty for the front door and for other modules. */
  private static String featureOf(JavaClass type) {
    String root = "dev.kith.crm.application.";
    return type.getPackageName().startsWith(root)
        ? type.getPackageName().substring(root.length()).split("\\.", 2)[0]
        : "";
  }

  private static String adapterOf(JavaClass type) {
    for (String adapter : List.of("http", "persistence", "messaging")) {
      String root = "dev.kith.crm." + adapter;
      if (type.getPackageName().equals(root) || type.getPackageName().startsWith(root + ".")) {
        return adapter;
      }
    }
    return "";
  }

  private static ArchCondition<JavaClass> constructAnAggregateOfAnotherFeature() {
    return new ArchCondition<>("construct an aggregate of another feature") {
      @Override
      public void check(JavaClass item, ConditionEvents events) {
        for (JavaConstructorCall call : item.getConstructorCallsFromSelf()) {
          JavaClass target = call.getTargetOwner();
          boolean atHome =
              target.getPackageName().equals(item.getPackageName())
                  || item.getPackageName().equals(storeOf(target));
          if (target.isAssignableTo(Aggregate.class) && !atHome) {
            events.add(SimpleConditionEvent.satisfied(item, call.getDescription()));
          }
        }
      }
    };
  }

  private static String storeOf(JavaClass aggregate) {
    return aggregate.getPackageName().replace("dev.kith.crm.domain.", "dev.kith.crm.persistence.");
  }

  private static ArchCondition<JavaClass> beSealed() {
    return new ArchCondition<>("be sealed") {
      @Override
      public void check(JavaClass item, ConditionEvents events) {
        boolean sealed = item.reflect().isSealed();
        events.add(
            new SimpleConditionEvent(
                item, sealed, item.getName() + (sealed ? " is" : " is not") + " sealed"));
      }
    };
  }

  /** Each computing library stays where its port is. */
  static List<ArchRule> computingLibrariesStayInTheirPlaces() {
    return COMPUTING_LIBRARIES.entrySet().stream()
        .<ArchRule>map(e ->
            noClasses()
                .that()
                .resideInAPackage(APPLICATION)
                .and()
                .resideOutsideOfPackages(e.getValue())
                .should()
                .dependOnClassesThat()
                .resideInAPackage(e.getKey())
                .because("a library behind one small port can be replaced in one place"))
        .toList();
  }
}
