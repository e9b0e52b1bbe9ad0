package dev.kith.crm.http.conversion;

import static java.util.stream.Collectors.joining;

import com.google.common.base.Enums;
import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Longs;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.conversion.ConsentPolicy;
import dev.kith.crm.domain.conversion.ConversionMapping;
import dev.kith.crm.domain.conversion.ConversionTerms;
import dev.kith.crm.domain.conversion.MappingLine;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Refusal;
import dev.kith.crm.http.pages.Notice;
import dev.kith.crm.http.pages.PageRoutes;
import dev.kith.crm.http.pages.Problems;
import dev.kith.crm.http.pages.Section;
import dev.kith.crm.http.pages.Visit;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Which fields of a lead fill what it becomes, as people read and change it. */
final class MappingPages {

  private static final String PATH = "/conversion-mapping";
  private static final String ARROW = "→";
  private static final int ROWS = 12;

  private MappingPages() {}

  /**
   * @param lines a line each
   * @param editable whether the person may change it, and it is the one in force
   */
  record MappingPage(
      long version,
      Instant since,
      String lines,
      ConsentPolicy consent,
      boolean editable,
      Problems problems) {

    UUID id() {
      return ConversionMapping.ID;
    }

    int rows() {
      return Math.max(ROWS, (int) lines.lines().count() + 1);
    }

    List<String> sources() {
      return ConversionTerms.sources();
    }

    List<String> targets() {
      return ConversionTerms.targets();
    }
  }

  static void addTo(PageRoutes routes) {
    routes.get(PATH, MappingPages::show);
    routes.post(PATH, MappingPages::save);
  }

  private static void show(Visit visit) {
    long asked = number(visit.query("version"));
    visit.with(
        asked > 0
            ? visit.crm().conversionMapping().version(asked)
            : visit.crm().conversionMapping().get(),
        mapping ->
            visit.with(
                visit.crm().conversionMapping().get(),
                inForce ->
                    show(
                        visit,
                        200,
                        new MappingPage(
                            mapping.revision().version(),
                            mapping.revision().updatedAt(),
                            text(mapping.terms()),
                            mapping.terms().consent(),
                            mayChange(visit) && mapping.equals(inForce),
                            Problems.NONE))));
  }

  private static void show(Visit visit, int status, MappingPage page) {
    visit.show(
        status, "conversion/mapping.jte", "Mapping of conversions", Section.CONVERSIONS, page);
  }

  private static void save(Visit visit) {
    ConsentPolicy consent =
        Enums.getIfPresent(ConsentPolicy.class, visit.form("consent")).or(ConsentPolicy.NONE);
    String text = visit.form("lines");
    long version = visit.number("version").orElse(0L);
    Outcome<ConversionMapping> saved =
        visit
            .crm()
            .expecting(version)
            .conversionMapping()
            .set(new ConversionTerms(lines(text), consent));
    switch (saved) {
      case Outcome.Done<ConversionMapping> d -> visit.go(PATH, Notice.CONVERSION_MAPPING_SAVED);
      case Outcome.Refused<ConversionMapping>(var refusal) ->
          show(
              visit,
              Visit.statusOf(refusal),
              new MappingPage(
                  version, visit.now(), text, consent, mayChange(visit), problems(refusal, text)));
    }
  }

  private static boolean mayChange(Visit visit) {
    return visit.mayAdministerAll(Feature.LEAD);
  }

  /** What is wrong with a line is told with the line. */
  private static Problems problems(Refusal refusal, String text) {
    if (refusal.violations().isEmpty()) {
      return Problems.of(refusal);
    }
    List<MappingLine> lines = lines(text);
    return new Problems(
        Map.of(
            "lines",
            refusal.violations().stream()
                .map(violation -> {
                  String[] parts = violation.pointer().split("/", -1);
                  long index = parts.length > 2 ? number(parts[2]) : -1;
                  return index >= 0 && index < lines.size()
                      ? "Line %d (%s): %s"
                          .formatted(index + 1, text(lines.get((int) index)), violation.message())
                      : violation.message();
                })
                .toList()),
        List.of());
  }

  private static String text(ConversionTerms terms) {
    return terms.lines().stream().map(MappingPages::text).collect(joining("\n"));
  }

  private static String text(MappingLine line) {
    return line.from() + " " + ARROW + " " + line.to();
  }

  private static List<MappingLine> lines(String text) {
    ImmutableList.Builder<MappingLine> lines = ImmutableList.builder();
    text.lines()
        .filter(line -> !line.isBlank())
        .forEach(line -> {
          String plain = line.replace("->", ARROW);
          int arrow = plain.lastIndexOf(ARROW);
          lines.add(
              arrow < 0
                  ? new MappingLine(plain.strip(), "")
                  : new MappingLine(
                      plain.substring(0, arrow).strip(),
                      plain.substring(arrow + ARROW.length()).strip()));
        });
    return lines.build();
  }

  private static long number(String text) {
    Long number = Longs.tryParse(text);
    return number == null ? -1 : number;
  }
}
