package dev.kith.crm.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.tngtech.archunit.core.domain.JavaClass.Predicates;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class HouseRulesTest {

  /** The product's own classes, without those of tests and of the testkit. */
  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("dev.kith.crm");

  /** Classes that break every rule, kept in the test tree. */
  private static final JavaClasses WRONG =
      new ClassFileImporter()
          .importPackages(
              "dev.kith.crm.domain.wrongsample",
              "dev.kith.crm.domain.wrongneighbour",
              "dev.kith.crm.application.wrongsample",
              "dev.kith.crm.http.wrongsample");

  static Stream<ArchRule> rules() {
    List<ArchRule> rules =
        new ArrayList<>(
            List.of(
                HouseRules.DOMAIN_IS_PURE,
                HouseRules.DOMAIN_DOES_NO_INPUT_OR_OUTPUT,
                HouseRules.APPLICATION_KNOWS_NO_TECHNOLOGY,
                HouseRules.ADAPTERS_DO_NOT_SEE_EACH_OTHER,
                HouseRules.FEATURES_HAVE_NO_CYCLES_IN_THE_DOMAIN,
                HouseRules.FEATURES_DO_NOT_USE_THE_FRONT_DOOR,
                HouseRules.FEATURES_USE_ONLY_THEIR_NEIGHBOURS,
                HouseRules.AGGREGATES_ARE_BORN_AT_HOME,
                HouseRules.AGGREGATES_EVENTS_AND_REFUSALS_ARE_RECORDS,
                HouseRules.ROOTS_OF_EVENTS_REFUSALS_AND_STATES_ARE_SEALED,
                HouseRules.TIME_AND_CHANCE_COME_FROM_OUTSIDE,
                HouseRules.NAMES_SAY_WHAT_A_THING_IS,
                HouseRules.GENERATED_DATABASE_CLASSES_STAY_INSIDE));
    rules.addAll(HouseRules.computingLibrariesStayInTheirPlaces());
    return rules.stream();
  }

  static final List<String> namedPackages = HouseRules.NAMED_PACKAGES;

  @ParameterizedTest
  @MethodSource("rules")
  void the_house_keeps_each_rule(ArchRule rule) {
    rule.check(HOUSE);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void each_rule_turns_red_on_a_sample_that_breaks_it(ArchRule rule) {
    assertThatCode(() -> rule.check(WRONG)).isInstanceOf(AssertionError.class);
  }

  @ParameterizedTest
  @FieldSource("namedPackages")
  void each_package_that_a_rule_names_holds_classes(String pattern) {
    assertThat(HOUSE.that(Predicates.resideInAPackage(pattern))).isNotEmpty();
  }
}
