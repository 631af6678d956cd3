import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { UseFormReturn } from 'react-hook-form'
import { countryOptions } from '../../lib/countries.ts'
import { useLanguage } from '../../lib/i18n.ts'
import { mexicanStates } from '../../lib/mexican-states.ts'
import { SelectField, TextField } from '../../ui/field.tsx'
import type { AddressField, AddressForm } from './address.rules.ts'

type Form = UseFormReturn<AddressForm>

/** The text for what is wrong with a field, in the language of now. */
export function useProblemText(form: Form): (field: AddressField) => string | undefined {
  const { t } = useTranslation('market')
  return (field) => {
    const problem = form.formState.errors[field]?.message
    return problem ? t(`problem.${problem as AddressField}`) : undefined
  }
}

/** Where it goes, as one writes it on a parcel. */
export function AddressPart({ form, isMexico }: { form: Form; isMexico: boolean }) {
  const { t } = useTranslation('market')
  const language = useLanguage()
  const countries = useMemo(() => countryOptions(language), [language])
  const problem = useProblemText(form)
  const { register, setValue, getValues } = form
  const country = register('country', {
    // A state of one country is none of another.
    onChange: () => setValue('state', '', { shouldValidate: false }),
  })
  return (
    <div className="grid items-start gap-4 sm:grid-cols-6">
      <TextField
        {...register('recipient')}
        label={t('address.recipient')}
        description={t('address.recipientHelp')}
        autoComplete="shipping name"
        maxLength={120}
        errorMessage={problem('recipient')}
        fieldClassName="sm:col-span-6"
      />
      <TextField
        {...register('line1')}
        label={t('address.line1')}
        autoComplete="shipping address-line1"
        maxLength={160}
        errorMessage={problem('line1')}
        fieldClassName="sm:col-span-6"
      />
      <TextField
        {...register('line2')}
        label={t('address.line2')}
        isOptional
        autoComplete="shipping address-line2"
        maxLength={160}
        errorMessage={problem('line2')}
        fieldClassName="sm:col-span-6"
      />
      <TextField
        {...register('postalCode')}
        label={t('address.postalCode')}
        autoComplete="shipping postal-code"
        inputMode={isMexico ? 'numeric' : 'text'}
        maxLength={12}
        className="tabular"
        errorMessage={problem('postalCode')}
        fieldClassName="sm:col-span-2"
      />
      <TextField
        {...register('city')}
        label={t('address.city')}
        autoComplete="shipping address-level2"
        maxLength={80}
        errorMessage={problem('city')}
        fieldClassName="sm:col-span-4"
      />
      {isMexico ? (
        <SelectField
          {...register('state')}
          // The list comes with the country: what was remembered has to be chosen in it again.
          defaultValue={getValues('state')}
          label={t('address.state')}
          autoComplete="shipping address-level1"
          errorMessage={problem('state')}
          fieldClassName="sm:col-span-3"
        >
          <option value="">{t('address.statePick')}</option>
          {mexicanStates.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </SelectField>
      ) : (
        <TextField
          {...register('state')}
          label={t('address.stateAbroad')}
          autoComplete="shipping address-level1"
          maxLength={80}
          errorMessage={problem('state')}
          fieldClassName="sm:col-span-3"
        />
      )}
      <SelectField
        {...country}
        label={t('address.country')}
        autoComplete="shipping country"
        options={countries}
        errorMessage={problem('country')}
        fieldClassName="sm:col-span-3"
      />
      <TextField
        {...register('phone')}
        label={t('address.phone')}
        description={t('address.phoneHelp')}
        isOptional
        type="tel"
        autoComplete="shipping tel"
        maxLength={30}
        className="tabular"
        errorMessage={problem('phone')}
        fieldClassName="sm:col-span-6"
      />
      <label className="flex min-h-11 items-center gap-3 sm:col-span-6">
        <input type="checkbox" {...register('remember')} className="size-5 shrink-0 accent-grana" />
        <span>{t('address.remember')}</span>
      </label>
    </div>
  )
}
