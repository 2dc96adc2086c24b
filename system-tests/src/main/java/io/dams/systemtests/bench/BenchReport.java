package io.dams.systemtests.bench;

import java.util.Map;

/**
 * What a benchmark measured.
 *
 * @param text for people
 * @param figures for programs: values are numbers, texts, lists, maps or records
 */
public record BenchReport(String text, Map<String, Object> figures) {}
