package dev.kith.crm.domain.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.base.Strings;
import dev.kith.crm.domain.access.UserId;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class NotificationSpec {

  private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

  private static Message message(String key, String text) {
    return new Message(key, "rule.suspended", text, null, null, null);
  }

  @Nested
  class What_a_user_is_told {

    @Test
    void is_unread_until_they_read_it_and_reading_it_again_changes_nothing() {
      Notification told =
          Notification.of(
              new NotificationId(new UUID(0, 1)),
              new UserId(new UUID(0, 7)),
              message("k", "Look at this"),
              NOW);
      assertThat(told.isUnread()).isTrue();

      Notification read = told.read(NOW.plusSeconds(60));
      assertThat(read.isUnread()).isFalse();
      assertThat(read.readAt()).isEqualTo(NOW.plusSeconds(60));
      assertThat(read.read(NOW.plusSeconds(120))).isEqualTo(read);
    }
  }

  @Nested
  class A_message {

    @Test
    void is_cut_where_it_is_too_long_and_no_character_is_torn_apart() {
      String long300 = Strings.repeat("x", Message.LONGEST_TEXT);
      assertThat(message("k", long300).text()).isEqualTo(long300);
      assertThat(message("k", long300 + "y").text()).isEqualTo(long300.substring(1) + "…");
      String smiles = "x" + Strings.repeat("😀", Message.LONGEST_TEXT / 2);
      assertThat(message("k", smiles).text())
          .isEqualTo("x" + Strings.repeat("😀", Message.LONGEST_TEXT / 2 - 1) + "…");
    }

    @Test
    void has_a_key_and_a_text_and_an_empty_detail_is_none() {
      assertThatThrownBy(() -> message(" ", "text")).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> message(Strings.repeat("k", 301), "text"))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> message("k", "  ")).isInstanceOf(IllegalArgumentException.class);
      assertThat(new Message("k", "t", "text", "  ", null, null).detail()).isNull();
    }
  }
}
