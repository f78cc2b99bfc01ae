package org.godwit.task.settings;

/**
 * A key that is kept and has no effect.
 *
 * @param path with its group
 * @param sentence for the page
 */
public record SettingNotice(String path, String sentence) {}
