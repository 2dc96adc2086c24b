package io.dams.contracts.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** What merchants read is what our records say. */
class ApiserverDocumentTest {

  private static final Map<String, Object> DOCUMENT = load();

  private static final Map<String, List<String>> OPERATIONS =
      new TreeMap<>(
          Map.of(
              "/v1/token", List.of("post"),
              "/v1/members/{uid}/balance", List.of("get"),
              "/v1/members/{uid}/coupons", List.of("get"),
              "/v1/transfers/{transferId}", List.of("put", "get"),
              "/v1/transfers/{transferId}/cancel", List.of("post"),
              "/v1/statements/{date}", List.of("get")));

  @Test
  void namesEveryOperationAndNoOther() {
    Map<String, List<String>> documented = new TreeMap<>();
    map(DOCUMENT, "paths")
        .forEach(
            (path, item) ->
                documented.put(
                    path,
                    asMap(item).keySet().stream()
                        .filter(key -> !key.equals("parameters"))
                        .toList()));
    assertThat(documented).isEqualTo(OPERATIONS);
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        TokenRequest.class,
        MemberToken.class,
        MemberBalance.class,
        MemberCoupon.class,
        TransferRequest.class,
        TransferAnswer.class,
        StatementPage.class,
        StatementPage.Line.class
      })
  void describesEachRecordAsItIs(Class<?> type) {
    String name = type == StatementPage.Line.class ? "StatementLine" : type.getSimpleName();
    Map<String, Object> schema = schema(name);
    Map<String, Object> properties = map(schema, "properties");
    List<RecordComponent> components = List.of(type.getRecordComponents());

    assertThat(properties.keySet())
        .containsExactlyElementsOf(components.stream().map(RecordComponent::getName).toList());
    assertThat(strings(schema.get("required")))
        .containsExactlyElementsOf(
            components.stream().filter(c -> !isNullable(c)).map(RecordComponent::getName).toList());
    for (RecordComponent component : components) {
      Map<String, Object> property = asMap(properties.get(component.getName()));
      assertThat(mayBeNull(property)).as(component.getName()).isEqualTo(isNullable(component));
      if (component.getType() == long.class) {
        assertThat(component.getAccessor().getAnnotation(JsonFormat.class).shape())
            .isEqualTo(JsonFormat.Shape.STRING);
        assertThat(property).containsEntry("$ref", "#/components/schemas/Units");
      }
      if (component.getType() == Instant.class) {
        assertThat(property).containsEntry("format", "date-time");
      }
      if (component.getType().isEnum()) {
        assertThat(property.toString())
            .contains("#/components/schemas/" + component.getType().getSimpleName() + "}");
      }
    }
  }

  @Test
  void listsTheEnumsInFull() {
    assertThat(strings(schema("TransferKind").get("enum")))
        .containsExactly(names(TransferKind.values()));
    assertThat(strings(schema("TransferState").get("enum")))
        .containsExactly(names(TransferState.values()));
    assertThat(strings(schema("MerchantProblemCode").get("enum")))
        .containsExactly(names(MerchantProblem.values()));
  }

  @Test
  void givesEachProblemTheStatusOfTheCode() {
    String text = String.valueOf(schema("MerchantProblemCode").get("description"));
    Map<Integer, Set<String>> documented = new TreeMap<>();
    for (String part : text.replace("Status ", "").split("\\.\\s+|\\.$", -1)) {
      if (!part.isBlank()) {
        String[] pair = part.split(":", -1);
        documented.put(
            Integer.valueOf(pair[0].strip()),
            new TreeSet<>(List.of(pair[1].strip().split(",\\s+", -1))));
      }
    }
    Map<Integer, Set<String>> expected =
        Arrays.stream(MerchantProblem.values())
            .collect(
                Collectors.groupingBy(
                    MerchantProblem::status,
                    TreeMap::new,
                    Collectors.mapping(Enum::name, Collectors.toCollection(TreeSet::new))));
    assertThat(documented).isEqualTo(expected);
  }

  @Test
  void namesTheSignatureHeadersOfTheCode() {
    Set<String> headers = new HashSet<>();
    map(map(DOCUMENT, "components"), "securitySchemes")
        .values()
        .forEach(scheme -> headers.add(String.valueOf(asMap(scheme).get("name"))));
    assertThat(headers)
        .containsExactlyInAnyOrder(
            RequestSignature.KEY_HEADER,
            RequestSignature.TIMESTAMP_HEADER,
            RequestSignature.NONCE_HEADER,
            RequestSignature.SIGNATURE_HEADER);
    assertThat(map(map(map(DOCUMENT, "components"), "parameters"), "MemberToken"))
        .containsEntry("name", RequestSignature.MEMBER_TOKEN_HEADER);
    assertThat(String.valueOf(map(DOCUMENT, "info").get("description")))
        .contains(
            "more than " + RequestSignature.TOLERANCE.toSeconds() + " seconds",
            "within " + RequestSignature.TOLERANCE.multipliedBy(2).toSeconds() + " seconds",
            "at least 400 days");
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    Set<String> references = new TreeSet<>();
    walk(
        DOCUMENT,
        (key, value) -> {
          if (key.equals("$ref")) {
            references.add(String.valueOf(value));
          }
        });
    assertThat(references).isNotEmpty();
    for (String reference : references) {
      Object target = DOCUMENT;
      for (String step : reference.substring("#/".length()).split("/", -1)) {
        target = asMap(target).get(step);
        assertThat(target).as(reference).isNotNull();
      }
    }
  }

  private static boolean isNullable(RecordComponent component) {
    AnnotatedType type = component.getAnnotatedType();
    return type.isAnnotationPresent(Nullable.class);
  }

  private static boolean mayBeNull(Map<String, Object> property) {
    return property.containsKey("oneOf")
        ? property.get("oneOf").toString().contains("type=null")
        : property.get("type") instanceof List<?> types && types.contains("null");
  }

  private static void walk(Object node, BiConsumer<String, Object> visitor) {
    if (node instanceof Map<?, ?> map) {
      map.forEach(
          (key, value) -> {
            visitor.accept(String.valueOf(key), value);
            walk(value, visitor);
          });
    } else if (node instanceof List<?> list) {
      list.forEach(value -> walk(value, visitor));
    }
  }

  private static String[] names(Enum<?>[] values) {
    return Arrays.stream(values).map(Enum::name).toArray(String[]::new);
  }

  private static Map<String, Object> schema(String name) {
    return map(map(map(DOCUMENT, "components"), "schemas"), name);
  }

  private static Map<String, Object> map(Map<String, Object> parent, String key) {
    assertThat(parent).containsKey(key);
    return asMap(parent.get(key));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> asMap(Object value) {
    return (Map<String, Object>) value;
  }

  private static List<String> strings(Object list) {
    return ((List<?>) list).stream().map(String::valueOf).toList();
  }

  private static Map<String, Object> load() {
    try (InputStream file =
        ApiserverDocumentTest.class.getResourceAsStream("apiserver.openapi.yaml")) {
      return new Yaml().load(file);
    } catch (IOException e) {
      throw new ExceptionInInitializerError(e);
    }
  }
}
