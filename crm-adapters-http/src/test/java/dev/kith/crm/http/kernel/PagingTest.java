package dev.kith.crm.http.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.crm.http.kernel.json.Json;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PagingTest {

  @Test
  void a_thing_more_than_a_page_has_says_where_the_next_begins_and_is_not_on_it() {
    assertThat(page(Paging.AFTER, List.of(1L, 2L, 3L), 2))
        .isEqualTo("{\"items\":[10,20],\"nextAfter\":2}");
    assertThat(page(Paging.BEFORE, List.of(3L, 2L, 1L), 2))
        .isEqualTo("{\"items\":[30,20],\"nextBefore\":2}");
  }

  @Test
  void a_full_page_without_anything_behind_it_is_the_last() {
    assertThat(page(Paging.AFTER, List.of(1L, 2L), 2))
        .isEqualTo("{\"items\":[10,20],\"nextAfter\":null}");
    assertThat(page(Paging.AFTER, List.of(), 2)).isEqualTo("{\"items\":[],\"nextAfter\":null}");
  }

  private static String page(Paging paging, List<Long> found, int limit) {
    ObjectNode page = paging.page(found, limit, number -> Json.of(number * 10), number -> number);
    return page.toString();
  }
}
