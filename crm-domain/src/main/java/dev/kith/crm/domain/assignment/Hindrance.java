package dev.kith.crm.domain.assignment;

import dev.kith.crm.domain.shared.Country;
import dev.kith.crm.domain.shared.Language;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Why somebody did not get a record. */
public sealed interface Hindrance {

  DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

  /** Stable. */
  String code();

  /** It as part of a sentence, for people. */
  String words();

  /** They are no longer active, or are not known. */
  record NotActive() implements Hindrance {
    @Override
    public String code() {
      return "not-active";
    }

    @Override
    public String words() {
      return "cannot own records";
    }
  }

  /**
   * @param until the last day; null until further notice
   */
  record Away(@Nullable LocalDate until) implements Hindrance {
    @Override
    public String code() {
      return "out-of-office";
    }

    @Override
    public String words() {
      return until == null ? "out of office" : "out of office until " + until;
    }
  }

  /**
   * @param until when they are at work again; null if nobody knows
   * @param zone of their calendar
   */
  record OffHours(@Nullable Instant until, ZoneId zone) implements Hindrance {
    @Override
    public String code() {
      return "off-hours";
    }

    @Override
    public String words() {
      return until == null
          ? "not at work"
          : "not at work until "
              + LocalDateTime.ofInstant(until, zone).format(MINUTE)
              + " "
              + zone.getId();
    }
  }

  /** They got as much today as they can take. */
  record Full(long today, int capacity) implements Hindrance {
    @Override
    public String code() {
      return "at-capacity";
    }

    @Override
    public String words() {
      return "at capacity, " + today + " of " + capacity + " today";
    }
  }

  record OtherTerritory(Country country) implements Hindrance {
    @Override
    public String code() {
      return "other-territory";
    }

    @Override
    public String words() {
      return "not for " + country.englishName();
    }
  }

  record OtherLanguage(Language language) implements Hindrance {
    @Override
    public String code() {
      return "other-language";
    }

    @Override
    public String words() {
      return "does not speak " + language.englishName();
    }
  }

  /** Somebody else has it, or has others of its company. */
  record Stuck() implements Hindrance {
    @Override
    public String code() {
      return "sticky-owner";
    }

    @Override
    public String words() {
      return "not the one who knows them";
    }
  }

  /**
   * It was the turn of somebody else.
   *
   * @param had how many turns they have had
   * @param share of how many
   */
  record LaterTurn(int had, int share) implements Hindrance {
    @Override
    public String code() {
      return "later-turn";
    }

    @Override
    public String words() {
      return "not their turn, " + had + " of " + share + " had";
    }
  }

  /** Others have less to do. */
  record MoreToDo(long open, int weight) implements Hindrance {
    @Override
    public String code() {
      return "more-to-do";
    }

    @Override
    public String words() {
      return "has more to do, " + open + " open" + (weight == 1 ? "" : " at weight " + weight);
    }
  }
}
