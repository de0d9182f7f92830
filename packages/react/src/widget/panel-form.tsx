import { useId, type FormEvent, type ReactElement } from 'react';
import type { PanelField, PanelForm } from '../panel/panel.js';
import { fieldsOf } from '../panel/fields-of.js';
import { ActionButton } from './action-button.js';
import type { ExperienceProps } from './widget-props.js';

/** Draws a form of a panel. */
export function PanelFormView({
  form,
  state,
  press,
}: Pick<ExperienceProps, 'state' | 'press'> & { readonly form: PanelForm }): ReactElement {
  const id = useId();
  const { field, choice } = form;
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    void press(form.press, fieldsOf(event.currentTarget));
  };
  const send = <ActionButton type="submit" {...form} label={form.submit} pending={state.pending} />;
  return (
    <form className="ff-form" onSubmit={submit}>
      {choice !== undefined && <Choice {...choice} />}
      {field === undefined ? (
        send
      ) : (
        <div className="ff-row">
          <Field {...field} id={id} />
          {send}
        </div>
      )}
      {field?.hint !== undefined && (
        <span id={`${id}-hint`} className={field.isWrong === true ? 'ff-hint ff-wrong' : 'ff-hint'}>
          {field.hint}
        </span>
      )}
    </form>
  );
}

function Field({
  id,
  label,
  hint,
  isWrong = false,
  ...input
}: PanelField & { readonly id: string }): ReactElement {
  const about = hint === undefined ? {} : { 'aria-describedby': `${id}-hint` };
  return (
    <div className="ff-field">
      <label htmlFor={id}>{label}</label>
      <input id={id} required aria-invalid={isWrong} {...about} {...input} />
    </div>
  );
}

function Choice({ name, legend, options }: NonNullable<PanelForm['choice']>): ReactElement {
  return (
    <fieldset className="ff-slots">
      <legend>{legend}</legend>
      {options.map(({ value, label, note }) => (
        <label className="ff-slot" key={value}>
          <input type="radio" name={name} value={value} required />
          <span>{label}</span>
          <small>{note}</small>
        </label>
      ))}
    </fieldset>
  );
}
