-- What closes a circle: a department's head is an employee of a department.

ALTER TABLE department
  ADD CONSTRAINT department_head_fk FOREIGN KEY (head_id) REFERENCES employee (id);
