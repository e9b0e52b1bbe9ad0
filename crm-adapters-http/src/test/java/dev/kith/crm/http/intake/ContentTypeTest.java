package dev.kith.crm.http.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.intake.ImportMapping.HeaderRow;
import dev.kith.crm.domain.intake.source.Declared;
import dev.kith.crm.domain.intake.source.Encoding;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ContentTypeTest {

  @Test
  void its_parameters_tell_encoding_and_header() {
    assertThat(ContentType.declared(7, "text/csv; charset=\"ISO-8859-15\"; Header=absent"))
        .isEqualTo(new Declared(7, Encoding.ISO_8859_15, HeaderRow.NONE));
    assertThat(ContentType.declared(7, "text/csv;charset=latin1;header=present"))
        .isEqualTo(new Declared(7, Encoding.WINDOWS_1252, HeaderRow.PRESENT));
  }

  @Test
  void what_it_does_not_say_or_nobody_knows_is_left_open() {
    for (String type : new String[] {null, "", "text/csv", "text/csv; charset=?!; header=maybe"}) {
      assertThat(ContentType.declared(7, type))
          .isEqualTo(new Declared(7, null, HeaderRow.UNDECIDED));
    }
  }
}
