package dev.kith.crm.http.assignment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.crm.application.assignment.AssignmentPools.Trial;
import dev.kith.crm.application.assignment.AssignmentView;
import dev.kith.crm.application.assignment.Assignments.Explained;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.assignment.Assignment;
import dev.kith.crm.domain.assignment.AssignmentPool;
import dev.kith.crm.domain.assignment.Choice;
import dev.kith.crm.domain.assignment.OutOfOffice;
import dev.kith.crm.domain.assignment.PoolMember;
import dev.kith.crm.domain.assignment.PoolTerms;
import dev.kith.crm.domain.assignment.PoolTerms.Matching;
import dev.kith.crm.domain.assignment.PoolTerms.Strategy;
import dev.kith.crm.domain.calendar.BusinessCalendarId;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Country;
import dev.kith.crm.domain.shared.Language;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Subject;
import dev.kith.crm.http.kernel.CatalogueJson;
import dev.kith.crm.http.kernel.Lists;
import dev.kith.crm.http.kernel.json.CivilTimes;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;
import dev.kith.crm.http.kernel.json.ShapeCheck;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Pools and assignments in JSON. */
final class AssignmentJson {

  private static final int LONGEST_WORD = 100;

  private static final Shape WORD = Shape.text(1, LONGEST_WORD);

  private static final Shape ABSENCE =
      Shape.fields(
          "OutOfOffice",
          Shape.required("from", Shape.text(10, 10), "The first day, such as 2026-12-24"),
          Shape.optional(
              "until", Shape.orNull(Shape.text(10, 10)), "The last day; null until further notice"),
          Shape.optional(
              "note",
              Shape.orNull(Shape.text(OutOfOffice.LONGEST_NOTE)),
              "For whoever keeps the pool"));

  private static final Shape MEMBER =
      Shape.fields(
          "AssignmentPoolMember",
          Shape.required("user", Shape.uuid(), "Id of the user"),
          Shape.optional(
              "weight",
              Shape.whole(1, PoolMember.MOST_WEIGHT),
              "So many parts of what comes in are theirs; usually 1"),
          Shape.optional(
              "capacity",
              Shape.orNull(Shape.whole(1, PoolMember.MOST_CAPACITY)),
              "How much they get on one day at most; usually any number"),
          Shape.optional(
              "territories",
              Shape.listOf(WORD, 0, PoolMember.MOST_TERRITORIES),
              "Countries from where they take records; usually all"),
          Shape.optional(
              "languages",
              Shape.listOf(WORD, 0, PoolMember.MOST_LANGUAGES),
              "Languages that they speak, such as de; usually all"),
          Shape.optional(
              "calendar",
              Shape.orNull(Shape.uuid()),
              "Id of the calendar in whose hours they work; usually that of the pool"),
          Shape.optional(
              "outOfOffice",
              Shape.listOf(ABSENCE, 0, PoolMember.MOST_ABSENCES),
              "Days on which they get nothing, on the clock of their calendar"));

  static final Shape.Fields DRAFT =
      Shape.fields(
          "AssignmentPoolDraft",
          Shape.required("name", Shape.text(1, PoolTerms.LONGEST_NAME), "Name"),
          Shape.optional(
              "active", Shape.flag(), "Whether anything is assigned from it; usually so"),
          Shape.optional(
              "strategy",
              Shape.choice(Strategy.class),
              "How one of those who can take a record is chosen; usually in turn"),
          Shape.optional(
              "stickyOwner",
              Shape.flag(),
              "Whether whoever has the record or others of its company gets it; usually not"),
          Shape.optional(
              "territory",
              Shape.choice(Matching.class),
              "Whether territories of members matter; usually not"),
          Shape.optional(
              "language",
              Shape.choice(Matching.class),
              "Whether languages of members matter; usually not"),
          Shape.optional(
              "calendar",
              Shape.orNull(Shape.uuid()),
              "Id of the calendar in whose hours members work; usually any time"),
          Shape.optional(
              "fallback",
              Shape.orNull(Shape.uuid()),
              "Id of the user who gets what nobody can take; usually nobody"),
          Shape.required(
              "members",
              Shape.listOf(MEMBER, 1, PoolTerms.MOST_MEMBERS),
              "The first is preferred where nothing else decides"));

  static final Shape.Fields POOL =
      with(
          "AssignmentPool",
          Shape.required("id", Shape.uuid(), "Id"),
          Shape.required("createdAt", Shape.instant(), "When it was set up"),
          Shape.required("updatedAt", Shape.instant(), "When it was last changed"),
          Shape.required("version", Shape.count(), "Stands in the ETag as well"));

  static final Shape.Fields POOLS =
      Shape.fields(
          "AssignmentPoolList",
          Shape.required("items", Shape.listOf(POOL), "In the order of their names"));

  private static final Shape RECORD =
      Shape.fields(
          "AssignedRecord",
          Shape.required("type", Shape.text(1, 50), "lead, account, contact, opportunity or task"),
          Shape.required("id", Shape.uuid(), "Id of the record"));

  static final Shape.Fields ASSIGN =
      Shape.fields(
          "AssignFromPool",
          Shape.required("record", RECORD, "What is to be given to somebody"),
          Shape.optional(
              "language",
              Shape.orNull(WORD),
              "That of the people behind it; a lead itself has none"),
          Shape.optional(
              "origin",
              Shape.orNull(Shape.text(Assignment.LONGEST_ORIGIN)),
              "What makes it: where there is an assignment of the same origin already, that one is"
                  + " answered and nothing is done"));

  static final Shape.Fields TRIAL =
      Shape.fields(
          "AssignmentTrial",
          Shape.optional("record", Shape.orNull(RECORD), "Usually one of which nothing is known"),
          Shape.optional("country", Shape.orNull(WORD), "In place of that of the record"),
          Shape.optional("language", Shape.orNull(WORD), "Of the people behind it"));

  private static final Shape PASSED_OVER =
      Shape.fields(
          "PassedOver",
          Shape.required("user", Shape.uuid(), "Id of the user"),
          Shape.required("userName", Shape.text(), "Their name, or the id where nobody knows it"),
          Shape.required(
              "code",
              Shape.text(),
              "not-active, out-of-office, off-hours, at-capacity, other-territory, other-language,"
                  + " sticky-owner, later-turn, or more-to-do"),
          Shape.required("why", Shape.text(), "The same in words"));

  static final Shape.Fields EXPLANATION =
      Shape.fields(
          "AssignmentExplanation",
          Shape.required("user", Shape.orNull(Shape.uuid()), "Who gets it; null for nobody"),
          Shape.required("userName", Shape.orNull(Shape.text()), "Their name"),
          Shape.required("how", Shape.choice(Choice.How.Kind.class), "What decided"),
          Shape.required("because", Shape.text(), "The same in words"),
          Shape.required(
              "passedOver", Shape.listOf(PASSED_OVER), "Every other member, and why not they"));

  private static final Set<String> ALWAYS =
      Set.of("id", "pool", "poolName", "recordType", "recordId", "how", "at");

  static final Shape.Fields ASSIGNMENT =
      CatalogueJson.shape("Assignment", AssignmentView.CATALOGUE, ALWAYS);

  static final Shape.Fields MADE =
      CatalogueJson.shape("MadeAssignment", AssignmentView.CATALOGUE, ALWAYS)
          .with(Shape.required("explanation", EXPLANATION, "Why"));

  static final Shape.Fields PAGE =
      Lists.pageOf(
          "AssignmentPage",
          CatalogueJson.shape("ListedAssignment", AssignmentView.CATALOGUE, Set.of()));

  private AssignmentJson() {}

  private static Shape.Fields with(String name, Shape.Property... more) {
    Shape.Fields fields = new Shape.Fields(name, DRAFT.properties());
    for (Shape.Property property : more) {
      fields = fields.with(property);
    }
    return fields;
  }

  /** The terms of all that can be read; what cannot is noted and left out. */
  static PoolTerms read(Checks checks, JsonNode json) {
    List<PoolMember> members = new ArrayList<>();
    for (JsonNode member : json.path("members")) {
      members.add(member(checks, "members/" + members.size(), member));
    }
    return new PoolTerms(
        json.path("name").textValue(),
        json.path("active").asBoolean(true),
        Json.choice(Strategy.class, json.path("strategy")).orElse(Strategy.WEIGHTED_ROUND_ROBIN),
        json.path("stickyOwner").asBoolean(false),
        Json.choice(Matching.class, json.path("territory")).orElse(Matching.OFF),
        Json.choice(Matching.class, json.path("language")).orElse(Matching.OFF),
        calendar(json),
        ShapeCheck.uuid(json.path("fallback").asText()).map(UserId::new).orElse(null),
        members);
  }

  private static PoolMember member(Checks checks, String at, JsonNode json) {
    List<OutOfOffice> away = new ArrayList<>();
    for (JsonNode absence : json.path("outOfOffice")) {
      String field = at + "/outOfOffice/" + away.size();
      LocalDate from = CivilTimes.date(checks, field + "/from", absence.path("from").asText());
      String until = absence.path("until").textValue();
      away.add(
          new OutOfOffice(
              // What cannot be read is complained of once: any day will do.
              from == null ? LocalDate.MIN : from,
              until == null ? null : CivilTimes.date(checks, field + "/until", until),
              absence.path("note").textValue()));
    }
    return new PoolMember(
        ShapeCheck.uuid(json.path("user").asText()).map(UserId::new).orElse(NOBODY),
        json.path("weight").asInt(1),
        json.path("capacity").isInt() ? json.path("capacity").asInt() : null,
        words(checks, at + "/territories", json.path("territories"), Country::parse),
        words(checks, at + "/languages", json.path("languages"), Language::parse),
        calendar(json),
        away);
  }

  /** In place of an id that cannot be read, which has been complained of. */
  private static final UserId NOBODY = new UserId(new UUID(0, 0));

  private static <T> Set<T> words(
      Checks checks, String field, JsonNode list, Function<String, Outcome<T>> parse) {
    Set<T> words = new LinkedHashSet<>();
    int number = 0;
    for (JsonNode word : list) {
      T good = checks.take(field + "/" + number++, parse.apply(word.asText()));
      if (good != null) {
        words.add(good);
      }
    }
    return words;
  }

  private static @Nullable BusinessCalendarId calendar(JsonNode json) {
    return ShapeCheck.uuid(json.path("calendar").asText())
        .map(BusinessCalendarId::new)
        .orElse(null);
  }

  static @Nullable Language language(Checks checks, JsonNode json) {
    String text = json.path("language").textValue();
    return text == null ? null : checks.take("language", Language.parse(text));
  }

  static Trial trial(Checks checks, JsonNode json) {
    return new Trial(
        json.path("record").isObject() ? record(json) : null,
        checks.country("country", json.path("country").textValue()),
        language(checks, json));
  }

  /** The record of a body that has one. */
  static Subject record(JsonNode json) {
    return new Subject(
        json.at("/record/type").asText(),
        ShapeCheck.uuid(json.at("/record/id").asText()).orElse(NOBODY.value()));
  }

  static ObjectNode of(AssignmentPool pool) {
    PoolTerms terms = pool.terms();
    ObjectNode json =
        Json.object()
            .put("id", pool.id().toString())
            .put("name", pool.name())
            .put("active", terms.active())
            .put("strategy", terms.strategy().name())
            .put("stickyOwner", terms.stickyOwner())
            .put("territory", terms.territory().name())
            .put("language", terms.language().name())
            .put("calendar", text(terms.calendar()))
            .put("fallback", text(terms.fallback()));
    ArrayNode members = json.putArray("members");
    terms.members().forEach(member -> put(members.addObject(), member));
    return json.put("createdAt", pool.revision().createdAt().toString())
        .put("updatedAt", pool.revision().updatedAt().toString())
        .put("version", pool.revision().version());
  }

  private static void put(ObjectNode json, PoolMember member) {
    json.put("user", member.user().toString())
        .put("weight", member.weight())
        .put("capacity", member.capacity());
    ArrayNode territories = json.putArray("territories");
    member.territories().forEach(country -> territories.add(country.code()));
    ArrayNode languages = json.putArray("languages");
    member.languages().forEach(language -> languages.add(language.code()));
    json.put("calendar", text(member.calendar()));
    ArrayNode away = json.putArray("outOfOffice");
    for (OutOfOffice absence : member.outOfOffice()) {
      away.addObject()
          .put("from", absence.from().toString())
          .put("until", text(absence.until()))
          .put("note", absence.note());
    }
  }

  static ObjectNode of(AssignmentView view) {
    return CatalogueJson.of(AssignmentView.CATALOGUE, view, Set.of());
  }

  static ObjectNode of(Explained explained) {
    Choice choice = explained.choice();
    UserId user = choice.user();
    ObjectNode json =
        Json.object()
            .put("user", text(user))
            .put("userName", user == null ? null : explained.name(user))
            .put("how", choice.how().kind().name())
            .put("because", choice.how().words());
    ArrayNode others = json.putArray("passedOver");
    for (Choice.PassedOver other : choice.others()) {
      others
          .addObject()
          .put("user", other.user().toString())
          .put("userName", explained.name(other.user()))
          .put("code", other.why().code())
          .put("why", other.why().words());
    }
    return json;
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }
}
