package dev.kith.crm.http.pages;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Writes the little JSON that scripts of pages read. */
public final class PageJson {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private PageJson() {}

  public static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not writable as JSON: " + value.getClass(), e);
    }
  }
}
