package org.godwit.task.control;

/**
 * Two tasks that go between the same databases, one each way: each marks what it writes by the name
 * of its target's schema, and leaves out what the other has marked.
 *
 * @param sourceSchema what the other task's transactions are marked by, which is its target
 * @param targetSchema what this task's transactions are marked by
 */
public record Loopback(String sourceSchema, String targetSchema) {}
