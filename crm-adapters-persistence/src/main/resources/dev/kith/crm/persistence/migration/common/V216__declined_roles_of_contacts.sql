-- What was declined for a contact is asked for where that is merged into another.

create index declined_role_by_contact on declined_role (contact_id);
