package dev.kith.crm.application.intake.enrichment;

import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.kith.crm.domain.intake.enrichment.Hint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All sources, asked about some leads at once: each source once, for all of them. */
final class AskedSources {

  private static final Logger LOG = LoggerFactory.getLogger(AskedSources.class);

  private final List<GuardedSource> sources;

  AskedSources(List<GuardedSource> sources) {
    this.sources = ImmutableList.copyOf(sources);
    Set<String> names = new HashSet<>();
    sources.stream()
        .filter(source -> !names.add(source.name()))
        .findFirst()
        .ifPresent(twice -> {
          throw new IllegalArgumentException("two sources are called " + twice.name());
        });
  }

  /**
   * What the sources answered about one lead.
   *
   * @param said what each that answered says, which may be nothing
   * @param silent those that could not say
   */
  record Answers(Map<String, List<Hint>> said, Set<String> silent) {
    Answers {
      said = ImmutableMap.copyOf(said);
      silent = ImmutableSet.copyOf(silent);
    }
  }

  void close() {
    sources.forEach(GuardedSource::close);
  }

  /** Their names, in the order in which they are asked. */
  Set<String> names() {
    return sources.stream().map(GuardedSource::name).collect(toImmutableSet());
  }

  /**
   * @param wanted names of sources; others are not asked
   * @return for each enquiry, in the same order
   */
  List<Answers> ask(List<Enquiry> enquiries, Set<String> wanted) {
    List<Map<String, List<Hint>>> said = new ArrayList<>();
    List<Set<String>> silent = new ArrayList<>();
    for (int i = 0; i < enquiries.size(); i++) {
      said.add(new LinkedHashMap<>());
      silent.add(new HashSet<>());
    }
    for (GuardedSource source : sources) {
      if (wanted.contains(source.name())) {
        ask(source, enquiries, said, silent);
      }
    }
    List<Answers> answers = new ArrayList<>();
    for (int i = 0; i < enquiries.size(); i++) {
      answers.add(new Answers(said.get(i), silent.get(i)));
    }
    return answers;
  }

  private static void ask(
      GuardedSource source,
      List<Enquiry> enquiries,
      List<Map<String, List<Hint>>> said,
      List<Set<String>> silent) {
    List<Optional<String>> questions =
        enquiries.stream().map(enquiry -> question(source, enquiry)).toList();
    Map<String, SourceAnswer> answers =
        source.ask(questions.stream().flatMap(Optional::stream).collect(toImmutableSet()));
    for (int i = 0; i < enquiries.size(); i++) {
      String asked = questions.get(i).orElse(null);
      if (asked != null) {
        switch (answers.getOrDefault(asked, GuardedSource.SILENT)) {
          case SourceAnswer.Says(var hints) -> said.get(i).put(source.name(), hints);
          case SourceAnswer.Silent none -> silent.get(i).add(source.name());
        }
      }
    }
  }

  private static Optional<String> question(GuardedSource source, Enquiry enquiry) {
    try {
      return source.question(enquiry);
    } catch (RuntimeException e) {
      LOG.warn("The source {} cannot tell what it is to be asked.", source.name(), e);
      return Optional.empty();
    }
  }
}
