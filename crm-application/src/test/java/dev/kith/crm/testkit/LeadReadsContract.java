package dev.kith.crm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.Storage;
import dev.kith.crm.application.lead.LeadFields;
import dev.kith.crm.application.lead.LeadQueries.Figures;
import dev.kith.crm.application.lead.LeadQueries.TagInUse;
import dev.kith.crm.application.lead.LeadReads;
import dev.kith.crm.application.lead.LeadView;
import dev.kith.crm.application.list.Filter;
import dev.kith.crm.application.list.FilterParser;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.ListQuery.Bin;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.application.list.SortKey;
import dev.kith.crm.application.quality.QualityOfLeads;
import dev.kith.crm.application.scoring.card.LeadScoreStore;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.intake.quality.IntakeQuality;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadContent;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.lead.LeadStatus;
import dev.kith.crm.domain.scoring.card.Card;
import dev.kith.crm.domain.scoring.card.Grade;
import dev.kith.crm.domain.scoring.card.Scorecard;
import dev.kith.crm.domain.scoring.card.Weights;
import dev.kith.crm.domain.scoring.ledger.FormulaTerms;
import dev.kith.crm.domain.scoring.ledger.ScoringSettings;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.domain.testkit.LeadDrafts;
import dev.kith.crm.domain.testkit.Leads;
import dev.kith.crm.domain.testkit.Seeded;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What {@link LeadReads} promises. Orders are asserted on ASCII text only: databases differ beyond
 * it.
 */
public interface LeadReadsContract extends StorageContract {

  Visibility EVERYTHING = new Visibility.All();
  ListQuery ALL = ListQuery.all(LeadFields.CATALOGUE).limitedTo(ListQuery.LARGEST_LIMIT);
  UserId OLGA = Actors.userId("Olga");
  UserId PAUL = Actors.userId("Paul");
  Instant START = Leads.CAPTURED;

  @Test
  default void a_lead_is_read_as_it_is_kept() {
    Lead lead = Leads.in(LeadStatus.Name.DISQUALIFIED);
    Lead complete = Leads.ownedBy(OLGA, LeadDrafts.complete("other"));
    keep(lead);
    LeadView scored = keepScored(complete, 55);
    assertThat(scored).isEqualTo(LeadView.of(complete, null).scored(55, Grade.B));

    assertThat(reads().find(lead.id(), EVERYTHING)).contains(LeadView.of(lead, null));
    assertThat(reads().find(complete.id(), EVERYTHING)).contains(scored);
    assertThat(reads().findAll(List.of(complete.id()), EVERYTHING)).containsExactly(scored);
    assertThat(reads().page(ALL, EVERYTHING).items())
        .containsExactlyInAnyOrder(LeadView.of(lead, null), scored);
    assertThat(each(ALL, EVERYTHING)).containsExactlyInAnyOrder(LeadView.of(lead, null), scored);
  }

  @Test
  default void the_kept_quality_is_that_of_the_kept_fields_after_every_way_of_writing() {
    Seeded random = Seeded.of(73);
    List<Lead> before = random.listOf(40, 40, r -> Leads.from(anonymous(r)));
    List<Lead> after =
        before.stream()
            .map(lead -> edited(lead, anonymous(random).email(lead.id() + "@gmail.com")))
            .toList();
    before.subList(0, 10).forEach(lead -> kept(() -> storage().leads().add(lead)));
    keep(before.subList(10, 40));
    assertQualityOf(before);
    after.subList(0, 20).forEach(lead -> kept(() -> storage().leads().update(lead)));
    storage()
        .transactions()
        .always(() -> {
          storage().leads().updateAll(after.subList(20, 40));
          return after;
        });
    assertQualityOf(after);
  }

  private void assertQualityOf(List<Lead> leads) {
    for (Lead lead : leads) {
      IntakeQuality quality = QualityOfLeads.of(lead.content());
      assertThat(reads().find(lead.id(), EVERYTHING).orElseThrow().quality()).isEqualTo(quality);
      assertThat(
              reads().page(ALL.where(filter("quality eq " + quality.points())), EVERYTHING).items())
          .contains(LeadView.of(lead, null));
    }
  }

  /** Without what only one lead may have. */
  private static LeadDraft anonymous(Seeded random) {
    return LeadDrafts.random(random)
        .with(LeadField.EMAIL, null)
        .with(LeadField.EXTERNAL_SYSTEM, null)
        .with(LeadField.EXTERNAL_ID, null);
  }

  private static Lead edited(Lead lead, LeadDraft draft) {
    LeadContent content = LeadDrafts.content(draft).saying(lead.content().consent());
    return lead.edit(content, START.plusSeconds(1)).orElseThrow().next();
  }

  @Test
  default void what_cannot_be_seen_does_not_exist() {
    Lead olgas = Leads.ownedBy(OLGA, LeadDrafts.company("Olga's"));
    Lead pauls = Leads.ownedBy(PAUL, LeadDrafts.company("Paul's"));
    Lead nobodys = Leads.from(LeadDrafts.company("Nobody's"));
    keep(olgas, pauls, nobodys);

    Map<Visibility, Set<LeadId>> expected =
        Map.of(
            EVERYTHING,
            Set.of(olgas.id(), pauls.id(), nobodys.id()),
            new Visibility.OwnedBy(Set.of(OLGA)),
            Set.of(olgas.id()),
            new Visibility.OwnedBy(Set.of(OLGA, PAUL)),
            Set.of(olgas.id(), pauls.id()),
            new Visibility.OwnedBy(Set.of(Actors.userId("Nora"))),
            Set.of(),
            new Visibility.OwnedBy(Set.of()),
            Set.of());
    expected.forEach((visible, ids) -> {
      Page<LeadView> page = reads().page(ALL.withCount(), visible);
      assertThat(page.items().stream().map(LeadView::id)).containsExactlyInAnyOrderElementsOf(ids);
      assertThat(page.total()).isEqualTo(ids.size());
      assertThat(each(ALL, visible).stream().map(LeadView::id))
          .containsExactlyInAnyOrderElementsOf(ids);
      assertThat(reads().figures(visible, START).total()).isEqualTo(ids.size());
      assertThat(
              Stream.of(olgas, pauls, nobodys)
                  .filter(l -> reads().find(l.id(), visible).isPresent())
                  .map(Lead::id))
          .containsExactlyInAnyOrderElementsOf(ids);
    });
  }

  @Test
  default void a_deleted_lead_is_found_by_id_and_listed_only_in_the_bin() {
    Lead live = Leads.from(LeadDrafts.company("Live"));
    Lead born = Leads.from(LeadDrafts.company("Binned"));
    Lead binned = born.delete(START.plusSeconds(1)).orElseThrow().next();
    keep(live, born);
    change(binned);

    assertThat(reads().find(born.id(), EVERYTHING)).contains(LeadView.of(binned, null));
    assertThat(names(ALL)).containsExactly("Live");
    assertThat(names(ALL.in(Bin.DELETED))).containsExactly("Binned");
    assertThat(names(ALL.in(Bin.BOTH))).containsExactlyInAnyOrder("Live", "Binned");
  }

  @Test
  default void filters_on_text_disregard_case_and_leave_out_what_is_empty() {
    companies("Acme", "ACME Ltd", "Müller & Söhne", "Zeta");
    keep(Leads.from(LeadDraft.named("No", "Company")));

    assertFound(
        Map.ofEntries(
            Map.entry("company eq 'acme'", Set.of("Acme")),
            Map.entry("company eq 'MÜLLER & SÖHNE'", Set.of("Müller & Söhne")),
            Map.entry(
                "company ne 'acme'", Set.of("ACME Ltd", "Müller & Söhne", "Zeta", "No Company")),
            Map.entry("company gt 'acme'", Set.of("ACME Ltd", "Müller & Söhne", "Zeta")),
            Map.entry("company ge 'ACME'", Set.of("Acme", "ACME Ltd", "Müller & Söhne", "Zeta")),
            Map.entry("company lt 'b'", Set.of("Acme", "ACME Ltd")),
            Map.entry("company le 'acme'", Set.of("Acme")),
            Map.entry("company in ('ACME', 'zeta', 'nobody')", Set.of("Acme", "Zeta")),
            Map.entry("company between 'acme' and 'B'", Set.of("Acme", "ACME Ltd")),
            Map.entry("company contains 'ÜLLER'", Set.of("Müller & Söhne")),
            Map.entry("company contains 'm'", Set.of("Acme", "ACME Ltd", "Müller & Söhne")),
            Map.entry("company startsWith 'aCmE'", Set.of("Acme", "ACME Ltd")),
            Map.entry("company isNull", Set.of("No Company")),
            Map.entry("not company isNull", Set.of("Acme", "ACME Ltd", "Müller & Söhne", "Zeta"))));
  }

  @Test
  default void a_negation_finds_exactly_the_others_empty_fields_included() {
    companies("Acme", "Zeta");
    keep(Leads.from(LeadDraft.named("No", "Company")));

    assertFound(
        Map.of(
            "not company eq 'acme'", Set.of("Zeta", "No Company"),
            "not company gt 'acme'", Set.of("Acme", "No Company"),
            "not company in ('acme')", Set.of("Zeta", "No Company"),
            "not company between 'a' and 'b'", Set.of("Zeta", "No Company"),
            "not company contains 'e'", Set.of("No Company"),
            "not company ne 'acme'", Set.of("Acme"),
            "not (company eq 'acme' or company eq 'zeta')", Set.of("No Company"),
            "not (company eq 'acme' and company eq 'zeta')", Set.of("Acme", "Zeta", "No Company"),
            "not not company eq 'acme'", Set.of("Acme")));
  }

  @Test
  default void filters_combine() {
    companies("Acme", "Beta", "Zeta");
    assertFound(
        Map.of(
            "company eq 'acme' or company eq 'beta' and company eq 'zeta'", Set.of("Acme"),
            "(company eq 'acme' or company eq 'beta') and not company eq 'acme'", Set.of("Beta"),
            "company ge 'b' and company lt 'z'", Set.of("Beta")));
    assertThat(names(ALL.where(new Filter.And(List.of()))))
        .containsExactlyInAnyOrder("Acme", "Beta", "Zeta");
    assertThat(names(ALL.where(new Filter.Or(List.of())))).isEmpty();
  }

  @Test
  default void filters_on_numbers() {
    companies("none");
    List.of(10, 50, 90).forEach(n -> keepScored(Leads.from(LeadDrafts.company("s" + n)), n));
    assertFound(
        Map.of(
            "score eq 50", Set.of("s50"),
            "score ne 50", Set.of("s10", "s90", "none"),
            "score gt 10", Set.of("s50", "s90"),
            "score ge 10", Set.of("s10", "s50", "s90"),
            "score lt 50", Set.of("s10"),
            "score le 50", Set.of("s10", "s50"),
            "score in (10, 90)", Set.of("s10", "s90"),
            "score between 10 and 50", Set.of("s10", "s50"),
            "score isNull", Set.of("none")));
    assertFound(
        Map.of(
            "grade eq 'A'", Set.of("s90"),
            "grade in ('B', 'C')", Set.of("s50"),
            "grade ne 'D'", Set.of("s50", "s90", "none"),
            "grade isNull", Set.of("none")));
  }

  @Test
  default void filters_on_moments_count_microseconds() {
    for (int i = 0; i < 3; i++) {
      keep(Leads.captured(Leads.from(LeadDrafts.company("c" + i)), START.plusNanos(1_000L * i)));
    }
    String middle = START.plusNanos(1_000).toString();
    assertFound(
        Map.of(
            "createdAt eq '" + middle + "'",
            Set.of("c1"),
            "createdAt ne '" + middle + "'",
            Set.of("c0", "c2"),
            "createdAt gt '" + middle + "'",
            Set.of("c2"),
            "createdAt ge '" + middle + "'",
            Set.of("c1", "c2"),
            "createdAt lt '" + middle + "'",
            Set.of("c0"),
            "createdAt le '" + middle + "'",
            Set.of("c0", "c1"),
            "createdAt between '" + middle + "' and '" + middle + "'",
            Set.of("c1"),
            "deletedAt isNull",
            Set.of("c0", "c1", "c2"),
            "until isNull",
            Set.of("c0", "c1", "c2")));
  }

  @Test
  default void filters_on_choices() {
    for (LeadStatus.Name status : LeadStatus.Name.values()) {
      keep(Leads.in(Leads.status(status, START), Leads.from(LeadDrafts.company(status.name()))));
    }
    Set<String> all = new HashSet<>(names(ALL));
    assertFound(
        Map.of(
            "status eq 'NEW'", Set.of("NEW"),
            "status ne 'NEW'", without(all, "NEW"),
            "status in ('NEW', 'WORKING')", Set.of("NEW", "WORKING"),
            "reason eq 'NO_BUDGET'", Set.of("DISQUALIFIED"),
            "reason isNull", without(all, "DISQUALIFIED"),
            "not until isNull", Set.of("RECYCLED"),
            "emailConsent eq 'NOT_ASKED'", all));
  }

  @Test
  default void filters_on_ids() {
    Lead olgas = Leads.ownedBy(OLGA, LeadDrafts.company("Olga's"));
    Lead nobodys = Leads.from(LeadDrafts.company("Nobody's"));
    keep(olgas, nobodys);
    assertFound(
        Map.of(
            "owner eq '" + OLGA + "'",
            Set.of("Olga's"),
            "owner ne '" + OLGA + "'",
            Set.of("Nobody's"),
            "owner in ('" + OLGA + "', '" + PAUL + "')",
            Set.of("Olga's"),
            "owner isNull",
            Set.of("Nobody's"),
            "id eq '" + nobodys.id() + "'",
            Set.of("Nobody's")));
  }

  @Test
  default void every_field_that_can_be_filtered_is() {
    Lead lead =
        Leads.in(
            Leads.status(LeadStatus.Name.DISQUALIFIED, START),
            Leads.ownedBy(OLGA, LeadDrafts.complete()));
    keep(Leads.from(LeadDraft.named("Some", "Body")));
    LeadView view = keepScored(lead, 61);

    LeadFields.CATALOGUE.fields().stream()
        .filter(field -> field.filterable() && field.value().apply(view) != null)
        .forEach(field -> {
          Object all = field.value().apply(view);
          Object value = all instanceof List<?> many ? many.getFirst() : all;
          Filter equal = new Filter.Compare(field.name(), Filter.Op.EQ, List.of(value));
          assertThat(reads().page(ALL.where(equal), EVERYTHING).items())
              .as(field.name())
              .contains(view);
          Filter other = new Filter.Compare(field.name(), Filter.Op.NE, List.of(value));
          assertThat(reads().page(ALL.where(other), EVERYTHING).items())
              .as(field.name())
              .doesNotContain(view);
        });
  }

  @Test
  default void any_filter_finds_what_its_meaning_says() {
    List<LeadView> population = population(Seeded.of(7), 60);
    Seeded.cases(
        80,
        random -> {
          Filter filter = randomFilter(random, population, 3);
          Set<LeadId> expected = new HashSet<>();
          population.stream()
              .filter(new MemoryLists<>(LeadFields.CATALOGUE).matching(filter))
              .forEach(v -> expected.add(v.id()));
          assertThat(reads().page(ALL.where(filter), EVERYTHING).items().stream().map(LeadView::id))
              .as("%s", filter)
              .containsExactlyInAnyOrderElementsOf(expected);
        });
  }

  @Test
  default void wildcards_in_what_people_type_are_ordinary_characters() {
    companies(
        "100% pure", "1000 pure", "a_b", "axb", "back\\slash", "backslash", "O'Hara", "quote\"d");
    assertFound(
        Map.of(
            "company contains '0%'", Set.of("100% pure"),
            "company contains '_'", Set.of("a_b"),
            "company contains '\\'", Set.of("back\\slash"),
            "company startsWith 'a_'", Set.of("a_b"),
            "company startsWith '100%'", Set.of("100% pure"),
            "company contains 'o''h'", Set.of("O'Hara"),
            "company contains '\"'", Set.of("quote\"d")));
    assertThat(search("100%")).containsExactly("100% pure");
    assertThat(search("a_b")).containsExactly("a_b");
    assertThat(search("k\\s")).containsExactly("back\\slash");
    assertThat(search("o'h")).containsExactly("O'Hara");
    assertThat(search("%")).containsExactly("100% pure");
    assertThat(search("_")).containsExactly("a_b");
  }

  @Test
  default void the_search_finds_fragments_in_name_company_and_email() {
    keep(
        Leads.from(
            LeadDraft.named("Jürgen", "Groß")
                .company("Schrauben-Weiß")
                .email("j.gross@weiss.example")),
        Leads.from(LeadDraft.named("Anna", "Groß")),
        Leads.from(LeadDraft.EMPTY.company("Weißwurst GmbH").with(LeadField.CITY, "Anna City")));

    assertThat(search("jürgen")).containsExactly("Jürgen Groß");
    assertThat(search("JÜRGEN")).containsExactly("Jürgen Groß");
    assertThat(search("ju\u0308rgen")).containsExactly("Jürgen Groß");
    assertThat(search("rgen")).containsExactly("Jürgen Groß");
    assertThat(search("groß")).containsExactlyInAnyOrder("Jürgen Groß", "Anna Groß");
    assertThat(search("raub")).containsExactly("Jürgen Groß");
    assertThat(search("weiß")).containsExactlyInAnyOrder("Jürgen Groß", "Weißwurst GmbH");
    assertThat(search("S@WEISS.e")).containsExactly("Jürgen Groß");
    assertThat(search("anna")).containsExactly("Anna Groß");
    assertThat(search("nobody")).isEmpty();
  }

  @Test
  default void every_fragment_must_be_found_wherever_it_is() {
    keep(
        Leads.from(LeadDraft.named("Anna", "Groß").company("Acme")),
        Leads.from(LeadDraft.named("Anna", "Klein").company("Zeta")));

    assertThat(search("acme anna")).containsExactly("Anna Groß");
    assertThat(search("  NNA \t zet ")).containsExactly("Anna Klein");
    assertThat(search("acme klein")).isEmpty();
    assertThat(search("   ")).hasSize(2);
  }

  @Test
  default void a_telephone_number_is_found_by_its_digits() {
    keep(
        Leads.from(LeadDraft.named("In", "Berlin").phone("+49 30 1234567")),
        Leads.from(LeadDraft.named("In", "London").phone("+44 20 7946 0018")));

    for (String fragment :
        List.of("+4930", "30123", "030/1234567", "(030)123-4567", "0301234", "4567", "1.234")) {
      assertThat(search(fragment)).as(fragment).containsExactly("In Berlin");
    }
    assertThat(search("020 7946")).containsExactly("In London");
    assertThat(search("berlin 030")).containsExactly("In Berlin");
    assertThat(search("999")).isEmpty();
  }

  @Test
  default void digits_are_looked_for_in_texts_too() {
    companies("Studio 54", "Studio 55");
    keep(Leads.from(LeadDraft.named("No", "Studio").phone("+49 54 123456")));
    assertThat(search("54")).containsExactlyInAnyOrder("Studio 54", "No Studio");
    assertThat(search("studio 54")).containsExactlyInAnyOrder("Studio 54", "No Studio");
  }

  @Test
  default void the_search_follows_edits_and_joins_with_filters() {
    Lead lead = Leads.from(LeadDrafts.company("Before"));
    keep(lead);
    change(
        lead.edit(LeadDrafts.content(LeadDrafts.company("After").phone("+49 30 7654321")), START)
            .orElseThrow()
            .next());

    assertThat(search("before")).isEmpty();
    assertThat(search("after")).containsExactly("After");
    assertThat(search("7654")).containsExactly("After");
    assertThat(names(ALL.searching("after").where(filter("company ne 'after'")))).isEmpty();
    assertThat(reads().page(ALL.searching("after").withCount(), EVERYTHING).total()).isEqualTo(1);
  }

  @Test
  default void the_usual_order_is_newest_first() {
    for (int i : new int[] {2, 0, 1}) {
      keep(Leads.captured(Leads.from(LeadDrafts.company("c" + i)), START.plusSeconds(i)));
    }
    assertThat(names(ALL)).containsExactly("c2", "c1", "c0");
  }

  @Test
  default void texts_are_sorted_without_regard_to_case_and_empty_ones_come_last_both_ways() {
    companies("beta", "Alpha", "gamma", "Delta");
    keep(Leads.from(LeadDraft.named("No", "Company")));

    assertThat(names(ALL.sortedBy(up("company"))))
        .containsExactly("Alpha", "beta", "Delta", "gamma", "No Company");
    assertThat(names(ALL.sortedBy(down("company"))))
        .containsExactly("gamma", "Delta", "beta", "Alpha", "No Company");
    assertThat(names(ALL.sortedBy(up("name"))))
        .containsExactly("Alpha", "beta", "Delta", "gamma", "No Company");
  }

  @Test
  default void numbers_are_sorted_by_value_and_empty_ones_come_last_both_ways() {
    companies("none");
    List.of(9, 100, 10).forEach(n -> keepScored(Leads.from(LeadDrafts.company("s" + n)), n));

    assertThat(names(ALL.sortedBy(up("score")))).containsExactly("s9", "s10", "s100", "none");
    assertThat(names(ALL.sortedBy(down("score")))).containsExactly("s100", "s10", "s9", "none");
  }

  @Test
  default void a_second_key_sorts_within_the_first() {
    Instant late = START.plusSeconds(10);
    keepScored(Leads.captured(Leads.from(LeadDrafts.company("b")), START), 1);
    keepScored(Leads.captured(Leads.from(LeadDrafts.company("a")), late), 1);
    keepScored(Leads.captured(Leads.from(LeadDrafts.company("c")), START), 2);

    assertThat(names(ALL.sortedBy(up("createdAt"), down("score"), up("company"))))
        .containsExactly("c", "b", "a");
    assertThat(names(ALL.sortedBy(down("createdAt"), up("company"))))
        .containsExactly("a", "b", "c");
  }

  @Test
  default void all_pages_together_are_the_whole_list() {
    population(Seeded.of(11), 70);
    Seeded.cases(
        30,
        random -> {
          ListQuery query = ALL.sortedBy(randomSort(random)).limitedTo(random.between(1, 30));
          List<LeadId> whole = each(query, EVERYTHING).stream().map(LeadView::id).toList();
          assertThat(whole).hasSize(70).doesNotHaveDuplicates();
          List<LeadId> paged = new ArrayList<>();
          walk(query, page -> page.items().forEach(v -> paged.add(v.id())));
          assertThat(paged).as("%s", query).isEqualTo(whole);
        });
  }

  @Test
  default void pages_neither_skip_nor_repeat_a_lead_while_others_come_and_go() {
    List<LeadView> steady = population(Seeded.of(13), 40);
    Set<LeadId> steadyIds = new HashSet<>(steady.stream().map(LeadView::id).toList());
    Seeded.cases(
        15,
        random -> {
          ListQuery query = ALL.sortedBy(randomSort(random)).limitedTo(random.between(2, 9));
          List<Lead> passing = new ArrayList<>();
          int[] turns = {30};
          List<LeadId> expected =
              each(query, EVERYTHING).stream()
                  .map(LeadView::id)
                  .filter(steadyIds::contains)
                  .toList();
          List<LeadId> paged = new ArrayList<>();
          walk(
              query,
              page -> {
                page.items().stream()
                    .map(LeadView::id)
                    .filter(steadyIds::contains)
                    .forEach(paged::add);
                // So that the list has an end, after a while nobody comes any more.
                if (turns[0]-- > 0) {
                  comeAndGo(random, passing);
                }
              });
          assertThat(paged).as("%s", query).isEqualTo(expected);
        });
  }

  @Test
  default void a_full_last_page_is_known_to_be_the_last() {
    companies("a", "b", "c", "d");
    Page<LeadView> first = reads().page(ALL.limitedTo(2), EVERYTHING);
    Page<LeadView> second = reads().page(ALL.limitedTo(2).after(first.next()), EVERYTHING);

    assertThat(first.next()).isNotNull();
    assertThat(second.items()).hasSize(2);
    assertThat(second.next()).isNull();
    assertThat(reads().page(ALL.where(filter("company eq 'x'")), EVERYTHING))
        .isEqualTo(new Page<>(List.of(), null, null));
  }

  @Test
  default void the_count_is_of_all_pages_and_only_where_asked_for() {
    companies("a", "b", "c", "x");
    ListQuery query = ALL.where(filter("company lt 'x'")).limitedTo(2);
    Page<LeadView> first = reads().page(query.withCount(), EVERYTHING);

    assertThat(first.total()).isEqualTo(3);
    assertThat(reads().page(query.withCount().after(first.next()), EVERYTHING).total())
        .isEqualTo(3);
    assertThat(reads().page(query, EVERYTHING).total()).isNull();
  }

  @Test
  default void streaming_gives_everything_in_order_whatever_the_limit() {
    List<Lead> many =
        IntStream.range(0, 1_500)
            .mapToObj(i -> Leads.from(LeadDrafts.company("c%05d".formatted(i))))
            .toList();
    keep(many);

    assertThat(
            each(
                ALL.sortedBy(up("company")).limitedTo(10).where(filter("company ge 'c00100'")),
                EVERYTHING))
        .isEqualTo(many.subList(100, 1_500).stream().map(l -> LeadView.of(l, null)).toList());
  }

  @Test
  default void streaming_sees_one_state() {
    List<Lead> many =
        IntStream.range(0, 300)
            .mapToObj(i -> Leads.from(LeadDrafts.company("c%05d".formatted(i))))
            .toList();
    keep(many);
    List<LeadView> seen = new ArrayList<>();

    reads()
        .each(
            ALL.sortedBy(up("company")),
            EVERYTHING,
            view -> {
              if (seen.isEmpty()) {
                Beside.start(
                        () -> {
                          keep(Leads.from(LeadDrafts.company("c99999")));
                          change(many.getLast().delete(START).orElseThrow().next());
                          return true;
                        })
                    .result();
              }
              seen.add(view);
            });

    assertThat(seen).isEqualTo(many.stream().map(l -> LeadView.of(l, null)).toList());
  }

  @Test
  default void leads_are_found_by_their_tags_whatever_way_they_were_written() {
    List<Lead> born =
        Stream.of("VIP, fair", "vip", "fair_26; 100%", "Größe")
            .map(tags -> Leads.from(LeadDrafts.company("of " + tags).with(LeadField.TAGS, tags)))
            .toList();
    kept(() -> storage().leads().add(born.getFirst()));
    keep(born.subList(1, 4));
    keep(Leads.from(LeadDrafts.company("none")));
    assertFound(
        Map.of(
            "tags eq 'Vip'", Set.of("of VIP, fair", "of vip"),
            "tags in ('fair', 'größe')", Set.of("of VIP, fair", "of Größe"),
            "tags ne 'vip'", Set.of("of fair_26; 100%", "of Größe", "none"),
            "not tags eq 'vip'", Set.of("of fair_26; 100%", "of Größe", "none"),
            "not tags ne 'vip'", Set.of("of VIP, fair", "of vip"),
            "tags isNull", Set.of("none"),
            "tags startsWith 'FAIR_'", Set.of("of fair_26; 100%"),
            "tags contains '0%'", Set.of("of fair_26; 100%"),
            "tags eq 'gro\u0308\u00dfe'", Set.of("of Größe")));

    change(retagged(born.getFirst(), "fair, gold"));
    storage()
        .transactions()
        .always(() -> {
          storage()
              .leads()
              .updateAll(List.of(retagged(born.get(1), null), retagged(born.get(2), "VIP")));
          return born;
        });
    assertFound(
        Map.of(
            "tags eq 'vip'", Set.of("of fair_26; 100%"),
            "tags eq 'gold'", Set.of("of VIP, fair"),
            "tags eq 'fair_26'", Set.of(),
            "tags isNull", Set.of("of vip", "none")));
  }

  private static Lead retagged(Lead lead, @Nullable String tags) {
    return edited(lead, LeadDraft.of(lead.content()).with(LeadField.TAGS, tags));
  }

  @Test
  default void tags_in_use_are_counted_over_live_leads_as_most_write_them() {
    List<Lead> leads =
        Stream.of("VIP; fair", "vip", "VIP", "Fair", "gold", "vip")
            .map(tags -> Leads.ownedBy(OLGA, LeadDrafts.company(tags).with(LeadField.TAGS, tags)))
            .toList();
    keep(leads);
    keep(Leads.ownedBy(PAUL, LeadDrafts.company("x").with(LeadField.TAGS, "vip, VIP-club, v_p")));
    change(leads.getLast().delete(START).orElseThrow().next());

    assertThat(reads().tags(EVERYTHING, "", 10))
        .containsExactly(
            new TagInUse("VIP", 4),
            new TagInUse("Fair", 2),
            new TagInUse("gold", 1),
            new TagInUse("v_p", 1),
            new TagInUse("VIP-club", 1));
    assertThat(reads().tags(EVERYTHING, "", 2))
        .containsExactly(new TagInUse("VIP", 4), new TagInUse("Fair", 2));
    assertThat(reads().tags(EVERYTHING, "v_", 10)).containsExactly(new TagInUse("v_p", 1));
    assertThat(reads().tags(EVERYTHING, "nothing", 10)).isEmpty();
    assertThat(reads().tags(new Visibility.OwnedBy(Set.of(PAUL)), "vip", 10))
        .containsExactly(new TagInUse("vip", 1), new TagInUse("VIP-club", 1));
    assertThat(reads().tags(new Visibility.OwnedBy(Set.of()), "", 10)).isEmpty();
  }

  @Test
  default void the_names_of_custom_fields_are_told_once_as_they_were_written_first() {
    keep(
        Leads.from(LeadDrafts.company("one").with(LeadField.CUSTOM_FIELDS, "Budget: 1\nb%: 2")),
        Leads.from(LeadDrafts.company("none")));
    Lead two = Leads.from(LeadDrafts.company("two").with(LeadField.CUSTOM_FIELDS, "BUDGET: 3"));
    keep(two);
    change(
        edited(
            two, LeadDraft.of(two.content()).with(LeadField.CUSTOM_FIELDS, "BUDGET: 3\nÄra: 4")));

    assertThat(reads().customFieldNames("", 10)).containsExactly("b%", "Budget", "Ära");
    assertThat(reads().customFieldNames("", 2)).containsExactly("b%", "Budget");
    assertThat(reads().customFieldNames("b", 10)).containsExactly("b%", "Budget");
    assertThat(reads().customFieldNames("b%", 10)).containsExactly("b%");
    assertThat(reads().customFieldNames("ä", 10)).containsExactly("Ära");
    assertThat(reads().find(two.id(), EVERYTHING).orElseThrow().customFields().byName())
        .isEqualTo(Map.of("BUDGET", "3", "Ära", "4"));
  }

  @Test
  default void open_leads_are_counted_for_each_owner() {
    for (LeadStatus.Name name : LeadStatus.Name.values()) {
      keep(Leads.in(Leads.status(name, START), Leads.ownedBy(OLGA, LeadDrafts.company("Olga's"))));
    }
    keep(
        Leads.ownedBy(PAUL, LeadDrafts.company("Paul's")),
        Leads.deleted(Leads.ownedBy(PAUL, LeadDrafts.company("Binned"))),
        Leads.from(LeadDrafts.company("Nobody's")));
    assertThat(reads().openOf(Set.of(OLGA, PAUL))).isEqualTo(Map.of(OLGA, 4L, PAUL, 1L));
    assertThat(reads().openOf(Set.of(PAUL))).isEqualTo(Map.of(PAUL, 1L));
    assertThat(reads().openOf(Set.of())).isEmpty();
  }

  @Test
  default void owners_of_leads_of_a_company_are_counted_without_regard_to_case() {
    Lead one = Leads.ownedBy(OLGA, LeadDrafts.company("Acme & Söhne"));
    keep(
        one,
        Leads.ownedBy(OLGA, LeadDrafts.company("ACME & SÖHNE")),
        Leads.in(
            Leads.status(LeadStatus.Name.DISQUALIFIED, START),
            Leads.ownedBy(PAUL, LeadDrafts.company("acme & söhne"))),
        Leads.deleted(Leads.ownedBy(PAUL, LeadDrafts.company("Acme & Söhne"))),
        Leads.from(LeadDrafts.company("Acme & Söhne")),
        Leads.ownedBy(PAUL, LeadDrafts.company("Acme")));
    assertThat(reads().ownersOfCompany("Acme & söhne", one.id()))
        .isEqualTo(Map.of(OLGA, 1L, PAUL, 1L));
    assertThat(reads().ownersOfCompany("Nobody knows", one.id())).isEmpty();
  }

  @Test
  default void figures_count_live_leads() {
    Lead recent = Leads.captured(Leads.from(LeadDrafts.company("recent")), START.plusSeconds(10));
    Lead working =
        Leads.in(new LeadStatus.Working(START), Leads.ownedBy(OLGA, LeadDrafts.company("working")));
    Lead binned = Leads.ownedBy(OLGA, LeadDrafts.company("binned"));
    keep(recent, working, binned);
    change(binned.delete(START).orElseThrow().next());

    Map<LeadStatus.Name, Long> counts = new EnumMap<>(LeadStatus.Name.class);
    Stream.of(LeadStatus.Name.values()).forEach(s -> counts.put(s, 0L));
    Map<LeadStatus.Name, Long> all = new EnumMap<>(counts);
    all.put(LeadStatus.Name.NEW, 1L);
    all.put(LeadStatus.Name.WORKING, 1L);
    assertThat(reads().figures(EVERYTHING, START.plusSeconds(10)))
        .isEqualTo(new Figures(2, all, 1, 1));
    assertThat(reads().figures(EVERYTHING, START)).isEqualTo(new Figures(2, all, 2, 1));

    Map<LeadStatus.Name, Long> olgas = new EnumMap<>(counts);
    olgas.put(LeadStatus.Name.WORKING, 1L);
    assertThat(reads().figures(new Visibility.OwnedBy(Set.of(OLGA)), START))
        .isEqualTo(new Figures(1, olgas, 1, 0));
    assertThat(reads().figures(new Visibility.OwnedBy(Set.of()), START))
        .isEqualTo(new Figures(0, counts, 0, 0));
  }

  /** The ids of everything that is kept, deleted or not. */
  static List<LeadId> ids(Storage storage) {
    List<LeadId> ids = new ArrayList<>();
    storage.leadReads().each(ALL.in(Bin.BOTH), EVERYTHING, v -> ids.add(v.id()));
    return ids;
  }

  private LeadReads reads() {
    return storage().leadReads();
  }

  private List<LeadView> each(ListQuery query, Visibility visible) {
    List<LeadView> views = new ArrayList<>();
    reads().each(query, visible, views::add);
    return views;
  }

  private List<String> names(ListQuery query) {
    return reads().page(query, EVERYTHING).items().stream().map(LeadView::displayName).toList();
  }

  private List<String> search(String fragments) {
    return names(ALL.searching(fragments));
  }

  private void assertFound(Map<String, Set<String>> expected) {
    Map<String, Set<String>> found = new LinkedHashMap<>();
    expected
        .keySet()
        .forEach(text -> found.put(text, new HashSet<>(names(ALL.where(filter(text))))));
    assertThat(found).isEqualTo(expected);
  }

  private static Filter filter(String text) {
    return FilterParser.parse(LeadFields.CATALOGUE, text).orElseThrow();
  }

  private void walk(ListQuery query, Consumer<Page<LeadView>> visitor) {
    ListQuery at = query;
    for (int pages = 0; pages < 1_000; pages++) {
      Page<LeadView> page = reads().page(at, EVERYTHING);
      visitor.accept(page);
      if (page.next() == null) {
        return;
      }
      assertThat(page.items()).hasSize(query.limit());
      at = query.after(page.next());
    }
    throw new AssertionError("the list has no end");
  }

  private void change(Lead next) {
    kept(() -> storage().leads().update(next));
  }

  private void companies(String... names) {
    keep(Stream.of(names).map(name -> Leads.from(LeadDrafts.company(name))).toList());
  }

  private void comeAndGo(Seeded random, List<Lead> passing) {
    if (!passing.isEmpty() && random.nextBoolean()) {
      Lead gone = passing.remove(random.nextInt(passing.size()));
      change(gone.delete(START).orElseThrow().next());
    }
    List<Lead> come = random.listOf(0, 3, r -> randomLead(r));
    passing.addAll(come);
    keep(come);
  }

  /** Leads of all sorts, kept. */
  private List<LeadView> population(Seeded random, int size) {
    List<Lead> leads = IntStream.range(0, size).mapToObj(i -> randomLead(random)).toList();
    keep(leads);
    return leads.stream()
        .map(l -> random.percent(60) ? score(l, random.nextInt(5) * 10) : LeadView.of(l, null))
        .toList();
  }

  private static Lead randomLead(Seeded random) {
    LeadDraft draft =
        LeadDraft.EMPTY
            .with(LeadField.FAMILY_NAME, random.percent(80) ? random.text("abAB", 1, 3) : null)
            .with(LeadField.COMPANY, random.text("abcXY", 1, 2))
            .with(LeadField.CITY, random.percent(50) ? random.oneOf("Ulm", "ulm", "Bonn") : null)
            .with(LeadField.TAGS, random.oneOf(null, "VIP", "vip, fair", "fair; Größe", "größe"));
    if (random.percent(30)) {
      draft =
          draft
              .with(LeadField.COMPANY, null)
              .with(LeadField.FAMILY_NAME, random.text("abAB", 1, 3));
    }
    Lead born = Leads.ownedBy(random.oneOf(OLGA, PAUL, null), draft);
    Lead at = Leads.captured(born, START.plus(Duration.ofSeconds(random.nextInt(8))));
    return Leads.in(
        Leads.status(random.oneOf(LeadStatus.Name.values()), at.revision().createdAt()), at);
  }

  private static SortKey[] randomSort(Seeded random) {
    List<SortKey> keys =
        random
            .shuffled(List.of("name", "company", "score", "quality", "createdAt", "updatedAt"))
            .stream()
            .limit(random.between(1, 3))
            .map(field -> new SortKey(field, random.nextBoolean()))
            .toList();
    return keys.toArray(SortKey[]::new);
  }

  private static Filter randomFilter(Seeded random, List<LeadView> population, int depth) {
    return switch (depth == 0 ? 3 : random.nextInt(4)) {
      case 0 -> new Filter.And(random.listOf(1, 3, r -> randomFilter(r, population, depth - 1)));
      case 1 -> new Filter.Or(random.listOf(1, 3, r -> randomFilter(r, population, depth - 1)));
      case 2 -> new Filter.Not(randomFilter(random, population, depth - 1));
      default -> randomComparison(random, population);
    };
  }

  private static Filter randomComparison(Seeded random, List<LeadView> population) {
    var field =
        LeadFields.CATALOGUE.get(
            random.oneOf(
                "name",
                "company",
                "city",
                "score",
                "quality",
                "status",
                "reason",
                "owner",
                "tags",
                "createdAt",
                "until"));
    List<Object> values = new ArrayList<>();
    population.forEach(v -> {
      @Nullable Object value = field.value().apply(v);
      switch (value) {
        case null -> {}
        case List<?> many -> values.addAll(many);
        default -> values.add(value);
      }
    });
    Filter.Op op =
        switch (field.type()) {
          case TEXT -> random.oneOf(Filter.Op.values());
          case NUMBER, DECIMAL, INSTANT, DATE ->
              random.oneOf(
                  Filter.Op.EQ,
                  Filter.Op.NE,
                  Filter.Op.GT,
                  Filter.Op.GE,
                  Filter.Op.LT,
                  Filter.Op.LE,
                  Filter.Op.IN,
                  Filter.Op.IS_NULL,
                  Filter.Op.BETWEEN);
          case TEXTS ->
              random.oneOf(
                  Filter.Op.EQ,
                  Filter.Op.NE,
                  Filter.Op.IN,
                  Filter.Op.IS_NULL,
                  Filter.Op.CONTAINS,
                  Filter.Op.STARTS_WITH);
          case TEXTS_BY_NAME -> throw new AssertionError(field.name() + " cannot be compared");
          case BOOLEAN, CHOICE, ID, IDS ->
              random.oneOf(Filter.Op.EQ, Filter.Op.NE, Filter.Op.IN, Filter.Op.IS_NULL);
        };
    int operands =
        switch (op) {
          case IS_NULL -> 0;
          case BETWEEN -> 2;
          case IN -> random.between(1, 4);
          default -> 1;
        };
    return new Filter.Compare(
        field.name(), op, random.listOf(operands, operands, r -> r.oneOf(values)));
  }

  private LeadView keepScored(Lead lead, int score) {
    keep(lead);
    return score(lead, score);
  }

  /** A lead that fits so well, where nothing but fit counts. */
  private LeadView score(Lead lead, int score) {
    Card card =
        new Card(new Weights(1, 0, 0), Scorecard.USUAL.card().grades(), Map.of(), List.of());
    LeadScoreStore scores = storage().leadScores();
    kept(() -> {
      List<LeadId> leads = List.of(lead.id());
      scores.saveFits(
          scores.lock(leads).stream().map(s -> new LeadScoreStore.NewFit(s, score)).toList(),
          1,
          START);
      scores.combine(
          leads,
          card,
          FormulaTerms.asOf(START, List.of(), ScoringSettings.USUAL.settings()),
          START,
          null);
      return Outcome.done(score);
    });
    return LeadView.of(lead, null).scored(score, card.grades().of(score));
  }

  private static Set<String> without(Set<String> all, String one) {
    Set<String> rest = new HashSet<>(all);
    rest.remove(one);
    return rest;
  }

  private static SortKey up(String field) {
    return new SortKey(field, false);
  }

  private static SortKey down(String field) {
    return new SortKey(field, true);
  }
}
