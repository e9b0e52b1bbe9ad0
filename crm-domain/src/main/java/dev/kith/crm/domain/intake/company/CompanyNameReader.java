package dev.kith.crm.domain.intake.company;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes the legal form off a company's name. */
final class CompanyNameReader {

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}\\p{M}]+");

  /** Two letters or more with dots, stuck to the word before: INDUSTRIESB.V. */
  private static final Pattern GLUED =
      Pattern.compile("(?<=\\p{L}{4})(\\p{L}\\.\\s?(?:\\p{L}\\.\\s?)*\\p{L}\\.?)\\W*$");

  private static final Pattern LOOSE_END = Pattern.compile("[\\s,;:&+(\\[{/\\-–—]+$");
  private static final Pattern LOOSE_START = Pattern.compile("^[\\s,;:&+)\\]}.\\-–—]+");

  /** The A.B. of A.B.B. is no form either. */
  private static final Pattern BEFORE_A_NAME = Pattern.compile("^[.)]{0,2}[\\s\",)]|^\\)");

  /** Words between a company and its seat: N.V. te Utrecht. */
  private static final Set<String> TO_THE_SEAT = Set.of("te", "at", "zu", "in", "à");

  private final @Nullable String country;
  private final boolean shouting;
  private String rest;
  private @Nullable LegalForm form;

  private CompanyNameReader(String rest, @Nullable String country, boolean shouting) {
    this.rest = rest;
    this.country = country;
    this.shouting = shouting;
  }

  record Parts(String display, String name, @Nullable LegalForm form) {}

  private record Word(int start, int end) {}

  static Parts read(String text, @Nullable String country) {
    String clean = NameSpelling.clean(text);
    boolean shouting = NameSpelling.shouts(clean);
    CompanyNameReader reader = new CompanyNameReader(clean, country, shouting);
    reader.takeOffForms();
    String name = NameSpelling.clean(reader.rest);
    String shown = shouting ? NameSpelling.calm(name) : name;
    LegalForm form = reader.form;
    String display =
        !shouting ? clean : form == null ? NameSpelling.calm(clean) : shown + " " + form.text();
    return new Parts(display, shown, form);
  }

  private void takeOffForms() {
    takeOffTheEnd();
    if (takeOffWithTheSeat()) {
      takeOffTheEnd();
    }
    takeOffTheMiddle();
    LegalForm atTheEnd = form;
    takeOffTheStart();
    if (atTheEnd != null) {
      // before the name stands the same form in another language, if any: NV Bekaert SA
      form = atTheEnd;
    }
  }

  /** Every form at the end, as a name may have several: & Co. AG. */
  private void takeOffTheEnd() {
    while (takeOffOneAtTheEnd()) {
      // one form after the other
    }
  }

  private boolean takeOffOneAtTheEnd() {
    Optional<LegalForms.Spelling> unspaced = LegalForms.unspaced(rest, false);
    if (unspaced.isPresent()) {
      LegalForms.Spelling spelling = unspaced.get();
      return cut(rest.substring(0, rest.length() - spelling.key().length()), formOf(spelling));
    }
    List<Word> words = words();
    for (int i = Math.max(1, words.size() - LegalForms.MOST_WORDS); i < words.size(); i++) {
      int start = words.get(i).start;
      if (isAmongInitials(words.get(i - 1), start)) {
        continue;
      }
      Optional<LegalForm> found = LegalForms.atTheEnd(rest.substring(start), country, shouting);
      if (found.isPresent()) {
        return cut(rest.substring(0, start), found.get());
      }
    }
    Matcher glued = GLUED.matcher(rest);
    if (glued.find()) {
      Optional<LegalForm> found = LegalForms.telling(glued.group(1));
      return found.isPresent() && cut(rest.substring(0, glued.start(1)), found.get());
    }
    return false;
  }

  /** The S.A. of D.S.A. is no form. */
  private boolean isAmongInitials(Word before, int start) {
    return before.end - before.start == 1 && rest.charAt(start - 1) == '.';
  }

  /** What follows a form after a comma or in brackets is no part of the firm: N.V., DELFT, NL. */
  private boolean takeOffWithTheSeat() {
    List<Word> words = words();
    for (int i = 1; i < words.size() - 1; i++) {
      for (int last = Math.min(i + LegalForms.MOST_WORDS, words.size() - 1) - 1;
          last >= i;
          last--) {
        if (isBeforeTheSeat(words, last)) {
          String written = rest.substring(words.get(i).start, words.get(last).end);
          Optional<LegalForm> found = LegalForms.atTheEnd(written, null, true);
          if (found.isPresent()) {
            return cut(rest.substring(0, words.get(i).start), found.get());
          }
        }
      }
    }
    return false;
  }

  private boolean isBeforeTheSeat(List<Word> words, int last) {
    Word next = words.get(last + 1);
    String between = rest.substring(words.get(last).end, next.start);
    String following = rest.substring(next.start, next.end);
    boolean shortCode = between.indexOf('(') >= 0 && following.length() == 2;
    return between.indexOf(',') >= 0
        || between.indexOf(';') >= 0
        || shortCode
        || (TO_THE_SEAT.contains(following.toLowerCase(Locale.ROOT)) && last + 2 < words.size());
  }

  private void takeOffTheMiddle() {
    List<Word> words = words();
    for (int i = 1; i < words.size() - 1; i++) {
      for (int last = Math.min(i + 2, words.size() - 2); last >= i; last--) {
        int start = words.get(i).start;
        int end = words.get(last).end;
        Optional<LegalForm> found = LegalForms.telling(rest.substring(start, end));
        if (found.isPresent()) {
          cut(rest.substring(0, start) + " " + loose(rest.substring(end)), found.get());
          return;
        }
      }
    }
  }

  private void takeOffTheStart() {
    Optional<LegalForms.Spelling> unspaced = LegalForms.unspaced(rest, true);
    if (unspaced.isPresent()) {
      cut(rest.substring(unspaced.get().key().length()), formOf(unspaced.get()));
      return;
    }
    List<Word> words = words();
    for (int last = Math.min(LegalForms.MOST_WORDS, words.size() - 1) - 1; last >= 0; last--) {
      int end = words.get(last).end;
      if (!BEFORE_A_NAME.matcher(rest.substring(end)).find()) {
        continue;
      }
      Optional<LegalForm> found = LegalForms.atTheStart(rest.substring(0, end), country, shouting);
      if (found.isPresent()) {
        cut(loose(rest.substring(end)), found.get());
        return;
      }
    }
  }

  private boolean cut(String remaining, LegalForm found) {
    String trimmed = LOOSE_END.matcher(remaining).replaceAll("").strip();
    if (!WORD.matcher(trimmed).find()) {
      return false;
    }
    rest = trimmed;
    form = form == null ? found : found.followedBy(form);
    return true;
  }

  private static String loose(String text) {
    return LOOSE_START.matcher(text).replaceAll("");
  }

  private static LegalForm formOf(LegalForms.Spelling spelling) {
    return new LegalForm(spelling.usual(), Set.of(spelling.country()));
  }

  private List<Word> words() {
    List<Word> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(rest);
    while (matcher.find()) {
      words.add(new Word(matcher.start(), matcher.end()));
    }
    return words;
  }
}
